import { addDays } from '#src/calendar';
import { billOf, expectedBill } from '../billing/bills';
import { Book } from '../billing/book';
import type { Chance } from '../chance';
import { Meter } from '../energy/meter';
import type { DemoAccount, DemoDocument, DemoPoint } from '../model';
import { messagesOf } from '../feed/messages';
import { place } from './names';
import { nipOf, peselOf } from './numbers';
import { leaveOpen, pay, payInTime } from '../billing/payments';
import { billProsumer } from '../billing/prosumer';
import { chanceOf, customerAt, pointAt, type World } from '../world';

/** A household behind with its payments. */
export function household(world: World): DemoAccount {
  const chance = chanceOf(world, 0);
  const { months, today } = world;
  const customer = customerAt(0, {
    kind: 'PERSON',
    name: 'Anna Kowalczyk',
    taxId: peselOf(0),
    emails: ['anna.kowalczyk@example.com'],
    phone: '+48970000001',
    address: { line1: 'ul. Jaśminowa 14/3', line2: '30-418 Kraków' },
  });
  const years = [...new Set(months.map(({ from }) => from.slice(0, 4)))];
  const point = pointAt(
    0,
    0,
    { ...customer.address, distributor: 'TAURON Dystrybucja' },
    {
      meterNumber: '93610042',
      tariff: 'G12w',
      powerKw: 12,
      threePhase: true,
      yearlyKwh: 3450,
      shape: 'home',
      contractFrom: '2019-05-01',
      vacations: years.map((year) => [`${year}-07-11`, `${year}-07-25`]),
      firstState: 18_204,
    },
  );
  const meter = new Meter(point, world);
  const book = new Book(customer, chance, world.seller.nip, today);

  for (const first of [0, 6]) settleForecasts(book, meter, months.slice(first, first + 6));
  const monthly = months.slice(12).map(({ from, to }, n) => {
    const estimate = n === 15 ? [64, 38] : undefined;
    return book.settlement([billOf(meter, from, to, estimate)], addDays(to, 5));
  });
  const issued = monthly.filter((document) => document !== null);
  const estimated = monthly[15]!;
  const { from, to } = months[27]!;
  book.correction(
    estimated,
    [billOf(meter, from, to)],
    addDays(estimated.issueDate, 19),
    'Odczyt szacunkowy zastąpiono odczytem licznika',
  );

  const late = monthly[7]!;
  pay(late, addDays(late.dueDate!, 38), today);
  book.note('DUNNING_FEE', addDays(late.dueDate!, 31), {
    name: `Opłata za wezwanie do zapłaty ${late.number}`,
    net: 1500,
  });
  book.interest(late, addDays(late.paidOn!, 4));
  payInTime(book.documents, today, chance);
  const [second, first, newest] = issued.slice(-3);
  leaveOpen(second!);
  leaveOpen(first!);
  leaveOpen(newest!, addDays(today, 6));
  return {
    customer,
    points: [point],
    documents: book.documents,
    messages: messagesOf(world, customer, [point], book.documents),
    usage: [meter.usage],
  };
}

/** Two months are paid in advance each time; the half-year reading subtracts the payments. */
function settleForecasts(book: Book, meter: Meter, months: World['months']): void {
  const forecasts = [0, 2, 4].flatMap((n) => {
    const { from } = months[n]!;
    return book.forecast([expectedBill(meter.point, from, months[n + 1]!.to)], addDays(from, 3)) ?? [];
  });
  const to = months.at(-1)!.to;
  book.settlement([billOf(meter, months[0]!.from, to)], addDays(to, 8), {
    lines: forecasts.map(({ number, net }) => ({
      name: `Rozliczenie faktury prognozowej ${number}`,
      net: 0 - net,
      vatRate: '23' as const,
      group: 'Rozliczenie prognoz',
    })),
  });
}

/** A bakery with forty shops on one invoice. */
export function company(world: World): DemoAccount {
  const chance = chanceOf(world, 1);
  const { months, today } = world;
  const customer = customerAt(1, {
    kind: 'COMPANY',
    name: 'Piekarnia Lipowa sp. z o.o.',
    taxId: nipOf(1),
    emails: ['biuro@piekarnia-lipowa.example', 'faktury@piekarnia-lipowa.example'],
    phone: '+48970000002',
    address: { line1: 'ul. Lipowa 2', line2: '90-743 Łódź' },
    correspondenceAddress: { line1: 'skr. poczt. 118', line2: '90-001 Łódź' },
  });
  const closed = months[30]!;
  const points = Array.from({ length: 40 }, (_, nth) =>
    nth === 0 ? bakery() : shop(chance, nth, nth === 39 ? closed.to : undefined),
  );
  const meters = points.map((point) => new Meter(point, world, points.length));
  const book = new Book(customer, chance, world.seller.nip, today);
  const open = (to: string) => meters.filter(({ point }) => !point.contractTo || point.contractTo > to);

  const collective = months.map(({ from, to }, n) => {
    const guessed = n === 12 || n === 32 ? meters[n] : undefined;
    const bills = open(to).map((meter) =>
      billOf(meter, from, to, meter === guessed ? [310, 140] : undefined),
    );
    return book.settlement(bills, addDays(to, 4));
  });
  const last = meters[39]!;
  book.settlement([billOf(last, closed.from, closed.to)], addDays(closed.to, 20), { kind: 'FINAL' });
  for (const n of [12, 32]) {
    const { from, to } = months[n]!;
    const original = collective[n]!;
    const bills = open(to).map((meter) => billOf(meter, from, to));
    book.correction(original, bills, addDays(original.issueDate, 23), 'Odczyt licznika zamiast szacunku');
  }
  book.note('ACCOUNTING_NOTE', addDays(months[26]!.to, 11), {
    name: `Koszt wymiany plomby licznika ${meters[17]!.point.meterNumber}`,
    net: 24_600,
  });
  book.note('ACCOUNTING_NOTE', addDays(months[29]!.to, 12), {
    name: `Bonifikata za przerwę w dostawie, PPE ${meters[3]!.point.ppe}`,
    net: -18_350,
  });
  payInTime(book.documents, today, chance);
  const newest = collective.filter((document) => document !== null).at(-1)!;
  leaveOpen(newest, addDays(today, 9));
  return {
    customer,
    points,
    documents: book.documents,
    messages: messagesOf(world, customer, points, book.documents),
    usage: meters.map(({ usage }) => usage),
  };
}

function bakery(): DemoPoint {
  return pointAt(
    1,
    0,
    { line1: 'ul. Lipowa 2', line2: '90-743 Łódź', distributor: 'PGE Dystrybucja' },
    {
      meterNumber: '71200100',
      tariff: 'C21',
      powerKw: 60,
      threePhase: true,
      yearlyKwh: 148_000,
      shape: 'bakery',
      contractFrom: '2016-03-01',
      minutes: 15,
      firstState: 412_008,
    },
  );
}

function shop(chance: Chance, nth: number, contractTo?: string): DemoPoint {
  const tariff = chance.pick(['C11', 'C11', 'C12a', 'C12b'] as const);
  return pointAt(1, nth, place(chance, false), {
    meterNumber: String(71_200_100 + nth * 37),
    tariff,
    powerKw: chance.pick([10, 12, 15, 20, 25]),
    threePhase: true,
    yearlyKwh: chance.int(55, 190) * 100,
    shape: 'shop',
    contractFrom: `20${chance.int(16, 22)}-0${chance.int(1, 9)}-01`,
    contractTo,
    firstState: chance.int(2000, 90_000),
  });
}

/** A prosumer with a credit balance. */
export function prosumer(world: World): DemoAccount {
  const chance = chanceOf(world, 2);
  const customer = customerAt(2, {
    kind: 'PERSON',
    name: 'Jan Wiśniewski',
    taxId: peselOf(2),
    emails: ['jan.wisniewski@example.org'],
    phone: '+48970000003',
    address: { line1: 'ul. Słoneczna 27', line2: '61-255 Poznań' },
    overpayment: 18_640,
  });
  const point = pointAt(
    2,
    0,
    { ...customer.address, distributor: 'Enea Operator' },
    {
      meterNumber: '30771285',
      tariff: 'G11',
      powerKw: 14,
      threePhase: true,
      yearlyKwh: 2900,
      shape: 'home',
      contractFrom: '2021-04-01',
      solarKwp: 9.6,
      firstState: 9_115,
    },
  );
  const meter = new Meter(point, world);
  const book = new Book(customer, chance, world.seller.nip, world.today);
  const { refunds, settlements } = billProsumer(book, meter, world.months);
  payInTime(book.documents, world.today, chance);
  // Paid twice by mistake once, so the newest document is settled from what he has with the seller.
  settlements.slice(-1).forEach(settleNow);
  refunds.slice(-1).forEach((refund) => leaveOpen(refund));
  return {
    customer,
    points: [point],
    documents: book.documents,
    messages: messagesOf(world, customer, [point], book.documents),
    usage: [meter.usage],
  };
}

function settleNow(document: DemoDocument): void {
  document.outstanding = 0;
}
