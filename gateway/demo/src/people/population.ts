import { addDays } from '#src/calendar';
import { billOf } from '../billing/bills';
import { Book } from '../billing/book';
import type { Chance } from '../chance';
import { company, household, prosumer } from './characters';
import { handRead } from './hand-read';
import { messagesOf } from '../feed/messages';
import { Meter } from '../energy/meter';
import type { DemoAccount, DemoCustomer, DemoPoint } from '../model';
import { firm, person, place, plain } from './names';
import { nipOf, peselOf } from './numbers';
import { leaveOpen, payInTime } from '../billing/payments';
import { billProsumer } from '../billing/prosumer';
import { chanceOf, customerAt, pointAt, type World } from '../world';

/** Of seventeen neighbours one moves out of a flat, and the next moves in. */
const ROUND = 17;
const LEAVES = 5;
const ENTERS = 6;

/** The customer at a place of the world: the first four have a story, the rest is made by chance. */
export function accountAt(world: World, index: number): DemoAccount {
  if (index === 0) return household(world);
  if (index === 1) return company(world);
  if (index === 2) return prosumer(world);
  if (index === 3) return handRead(world);
  const chance = chanceOf(world, index);
  const isFirm = chance.part() < 0.1 && !isMove(index);
  const customer = isFirm ? someFirm(chance, index) : somePerson(chance, index);
  const points = isFirm ? shopsOf(chance, index) : [homeOf(world, chance, index)];
  const meters = points.map((point) => new Meter(point, world, points.length));
  const book = new Book(customer, chance, world.seller.nip, world.today);
  bill(world, book, meters);
  payInTime(book.documents, world.today, chance);
  if (chance.part() < 0.1) book.documents.slice(-chance.int(1, 2)).forEach((one) => leaveOpen(one));
  return {
    customer,
    points,
    documents: book.documents,
    messages: messagesOf(world, customer, points, book.documents),
    usage: meters.map(({ usage }) => usage),
  };
}

const isMove = (index: number): boolean => [LEAVES, ENTERS].includes(index % ROUND);

function somePerson(chance: Chance, index: number): DemoCustomer {
  const { first, last } = person(chance);
  const { line1, line2 } = place(chance, true);
  return customerAt(index, {
    kind: 'PERSON',
    name: `${first} ${last}`,
    taxId: peselOf(index),
    emails: [`${plain(first)}.${plain(last)}.${index}@example.${chance.pick(['com', 'org', 'net'])}`],
    phone: phoneOf(chance),
    address: { line1, line2 },
    overpayment: chance.part() < 0.05 ? chance.int(500, 20_000) : 0,
  });
}

function someFirm(chance: Chance, index: number): DemoCustomer {
  const name = firm(chance);
  const { line1, line2 } = place(chance, false);
  return customerAt(index, {
    kind: 'COMPANY',
    name,
    taxId: nipOf(index),
    emails: [`biuro@${plain(name.split(' ')[0]!)}-${index}.example`],
    phone: phoneOf(chance),
    address: { line1, line2 },
  });
}

/** No town and no mobile network has numbers that begin with 97. */
const phoneOf = (chance: Chance): string => `+4897${chance.int(1_000_000, 9_999_999)}`;

function shopsOf(chance: Chance, index: number): DemoPoint[] {
  return Array.from({ length: chance.int(1, 3) }, (_, nth) =>
    pointAt(index, nth, place(chance, false), {
      meterNumber: String(chance.int(10_000_000, 99_999_999)),
      tariff: chance.pick(['C11', 'C11', 'C12a', 'C12b'] as const),
      powerKw: chance.pick([8, 10, 15, 25]),
      threePhase: true,
      yearlyKwh: chance.int(20, 160) * 100,
      shape: chance.pick(['shop', 'office'] as const),
      contractFrom: `20${chance.int(15, 22)}-0${chance.int(1, 9)}-01`,
      firstState: chance.int(100, 60_000),
    }),
  );
}

function homeOf(world: World, chance: Chance, index: number): DemoPoint {
  const isSunny = chance.part() < 0.12 && !isMove(index);
  const home = () =>
    pointAt(index, 0, place(chance, !isSunny), {
      meterNumber: String(chance.int(10_000_000, 99_999_999)),
      tariff: isSunny ? 'G11' : chance.pick(['G11', 'G11', 'G11', 'G12', 'G12w'] as const),
      powerKw: chance.pick([5, 7, 12, 14]),
      threePhase: chance.part() < 0.5,
      yearlyKwh: chance.int(9, 52) * 100,
      shape: isSunny && chance.part() < 0.6 ? 'heatPump' : 'home',
      contractFrom: `20${chance.int(12, 22)}-0${chance.int(1, 9)}-01`,
      vacations: awayOf(world, chance),
      solarKwp: isSunny ? chance.int(30, 100) / 10 : undefined,
      firstState: chance.int(100, 40_000),
    });
  if (!isMove(index)) return home();
  // Both neighbours have the same flat: that of the customer who leaves.
  const shared = chanceOf(world, index - (index % ROUND) + LEAVES, 'flat');
  const month = shared.int(8, 28);
  const flat = pointAt(index - (index % ROUND) + LEAVES, 0, place(shared, true), {
    meterNumber: String(shared.int(10_000_000, 99_999_999)),
    tariff: 'G11',
    powerKw: 7,
    threePhase: false,
    yearlyKwh: chance.int(9, 30) * 100,
    shape: 'home',
    contractFrom: '2018-09-01',
    vacations: awayOf(world, chance),
    firstState: shared.int(100, 40_000),
  });
  if (index % ROUND === LEAVES) return { ...flat, contractTo: world.months[month]!.to };
  return {
    ...flat,
    contractFrom: world.months[month + 1]!.from,
    meterNumber: String(Number(flat.meterNumber) + 1),
    firstState: 1,
  };
}

/** A week or two in summer. */
function awayOf({ months }: World, chance: Chance): [string, string][] {
  return [...new Set(months.map(({ from }) => from.slice(0, 4)))].map((year) => {
    const from = addDays(`${year}-06-20`, chance.int(0, 60));
    return [from, addDays(from, chance.int(6, 14))];
  });
}

/** Firms and prosumers monthly, households every other month; a contract's last document is its final one. */
function bill(world: World, book: Book, meters: readonly Meter[]): void {
  const [first] = meters;
  const { contractFrom, contractTo = '9999', solarKwp, tariff } = first!.point;
  if (solarKwp) return void billProsumer(book, first!, world.months);
  const months = world.months.filter(({ from, to }) => from >= contractFrom && to <= contractTo);
  const step = tariff.startsWith('C') ? 1 : 2;
  for (let n = 0; n < months.length; n += step) {
    const isLast = contractTo !== '9999' && n + step >= months.length;
    const last = months[n + step - 1] ?? (isLast ? months.at(-1) : undefined);
    if (!last) return;
    book.settlement(
      meters.map((meter) => billOf(meter, months[n]!.from, last.to)),
      addDays(last.to, isLast ? 18 : 5),
      isLast ? { kind: 'FINAL' } : {},
    );
  }
}
