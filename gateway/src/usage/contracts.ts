import { countDays, nextDay, previousDay } from '../calendar';
import type { DateRange } from './date-range';

/** A point under one customer's contract. */
export interface Contract {
  customerId: string;
  contractFrom: string | null;
  contractTo: string | null;
}

/** The days whose use belongs to a contract, both inclusive; empty when `from` is after `to`. */
export interface Cover<C extends Contract = Contract> {
  contract: C;
  from: string;
  to: string;
}

const FIRST = '0001-01-01';
const LAST = '9999-12-31';

/**
 * Maps days of a point to its contracts. Where billing left out an end, the next contract's start ends it.
 * Where two contracts overlap equally, the days belong to neither rather than to the wrong one.
 */
export function coversOf<C extends Contract>(contracts: readonly C[]): Cover<C>[] {
  const from = (c: Contract) => c.contractFrom ?? FIRST;
  const to = (c: Contract) => c.contractTo ?? LAST;
  return contracts.map((contract) => {
    let [first, last] = [from(contract), to(contract)];
    for (const other of contracts) {
      if (other === contract) continue;
      if (from(other) > from(contract)) {
        if (from(other) <= last) last = previousDay(from(other));
      } else if (from(other) === from(contract)) {
        if (to(other) === to(contract)) last = '0000-00-00';
        else if (to(other) < to(contract) && to(other) >= first) first = nextDay(to(other));
      }
    }
    return { contract, from: first, to: last };
  });
}

/** How many days of a span a contract covers. */
export function daysUnder(
  { contractFrom, contractTo }: Pick<Contract, 'contractFrom' | 'contractTo'>,
  { from, to }: DateRange,
): number {
  const first = contractFrom && contractFrom > from ? contractFrom : from;
  const last = contractTo && contractTo < to ? contractTo : to;
  return first > last ? 0 : countDays(first, last);
}

/** Ends a contract where the next customer's begins: billing may leave out the end. */
export function endedBy<C extends Pick<Contract, 'contractTo'>>(contract: C, nextFrom: string | null): C {
  if (!nextFrom || (contract.contractTo && contract.contractTo < nextFrom)) return contract;
  return { ...contract, contractTo: previousDay(nextFrom) };
}
