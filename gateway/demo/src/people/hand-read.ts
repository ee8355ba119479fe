import { addDays } from '#src/calendar';
import { billOf } from '../billing/bills';
import { Book } from '../billing/book';
import { payInTime } from '../billing/payments';
import { Meter } from '../energy/meter';
import { messagesOf } from '../feed/messages';
import type { DemoAccount } from '../model';
import { chanceOf, customerAt, pointAt, type World } from '../world';
import { peselOf } from './numbers';

/** A household with an old meter, which somebody reads every other month. */
export function handRead(world: World): DemoAccount {
  const chance = chanceOf(world, 3);
  const { months, today } = world;
  const customer = customerAt(3, {
    kind: 'PERSON',
    name: 'Maria Zielińska',
    taxId: peselOf(3),
    emails: ['maria.zielinska@example.net'],
    phone: '+48970000004',
    address: { line1: 'ul. Młyńska 5', line2: '81-198 Kosakowo' },
  });
  const point = pointAt(
    3,
    0,
    { ...customer.address, distributor: 'Energa-Operator' },
    {
      meterNumber: '08841273',
      tariff: 'G12',
      powerKw: 7,
      threePhase: false,
      yearlyKwh: 2150,
      shape: 'home',
      contractFrom: '2014-10-01',
      firstState: 31_870,
      isHandRead: true,
    },
  );
  const meter = new Meter(point, world);
  const book = new Book(customer, chance, world.seller.nip, today);
  for (let n = 0; n + 1 < months.length; n += 2) {
    const [{ from }, { to }] = [months[n]!, months[n + 1]!];
    book.settlement([billOf(meter, from, to)], addDays(to, 5));
  }
  payInTime(book.documents, today, chance);
  return {
    customer,
    points: [point],
    documents: book.documents,
    messages: messagesOf(world, customer, [point], book.documents),
    usage: [meter.usage],
  };
}
