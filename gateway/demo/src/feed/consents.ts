import { addDays } from '#src/calendar';
import type { DemoCustomer, DemoPoint } from '../model';
import { chanceOf, type World } from '../world';
import { instantOf } from './records';

/** So many days ago some said on the phone that they want no more SMS. */
const CALLED_DAYS = 80;

/** What a customer agreed to with the contract, and what of it some took back. */
export function consentsOf(world: World, { index }: DemoCustomer, points: readonly DemoPoint[]): object[] {
  const chance = chanceOf(world, index, 'consents');
  const signed = instantOf(points[0]!.contractFrom, 12);
  const called = instantOf(addDays(world.today, -CALLED_DAYS), 11);
  const wantsOffers = index === 0 || chance.part() < 0.4;
  const byContract = (kind: string) => ({ kind, granted: true, at: signed, source: 'umowa' });
  return [
    byContract('E_INVOICE'),
    ...(wantsOffers ? [byContract('MARKETING_EMAIL'), byContract('MARKETING_SMS')] : []),
    ...(wantsOffers && signed < called
      ? [{ kind: 'MARKETING_SMS', granted: false, at: called, source: 'infolinia' }]
      : []),
  ];
}
