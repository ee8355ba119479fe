/**
 * Facts of a customer or point from XML documents, each with the rank of its document.
 * A document that omits a fact states nothing about it.
 * @typeParam F the value of each fact, by its name
 */
export type SeenFacts<F> = { [Name in keyof F]?: { rank: string; value: F[Name] } };

/** An address as a fact. */
export type AddressFact = [line1: string, line2: string, country: string];
/** Where no document states one. */
export const NO_ADDRESS: AddressFact = ['', '', 'PL'];

/** Rank of facts from documents of an older build: below all others. */
const UNKNOWN_RANK = '0';

/**
 * Ranks sort as text: newer documents after older ones, whatever the order of import.
 * Corrections come first, because a correction's facts about a customer apply only where no other document
 * has them.
 */
export function rankOf(document: { issueDate: string; id: string; isCorrection: boolean }): string {
  return `${document.isCorrection ? '!' : ''}${document.issueDate} ${document.id}`;
}

/** The facts of one document: those it states. */
export function statedFacts<F extends object>(rank: string, values: Partial<F>): SeenFacts<F> {
  return mapped<Partial<F>, SeenFacts<F>>(values, (value) => ({ rank, value }));
}

/** Takes each fact from the newest document that states it; ignores corrections where there are other documents. */
export function mergedFacts<F extends object>(...all: SeenFacts<F>[]): SeenFacts<F> {
  const merged: SeenFacts<F> = {};
  for (const facts of all)
    for (const name of namesOf(facts)) {
      const known = merged[name];
      if (!known || known.rank <= facts[name]!.rank) merged[name] = facts[name];
    }
  const others = mapped<SeenFacts<F>, SeenFacts<F>>(merged, (fact) =>
    fact.rank.startsWith('!') ? undefined : fact,
  );
  return namesOf(others).length > 0 ? others : merged;
}

/** Drops facts that an older build took from unknown documents. */
export function knownFacts<F extends object>(facts: SeenFacts<F>): SeenFacts<F> {
  return mapped<SeenFacts<F>, SeenFacts<F>>(facts, (fact) => (fact.rank === UNKNOWN_RANK ? undefined : fact));
}

/** The ranks as a row stores them with its facts. */
export function packedRanks<F extends object>(facts: SeenFacts<F>): string {
  return JSON.stringify(mapped<SeenFacts<F>, Ranks<F>>(facts, ({ rank }) => rank));
}

/** The facts of a row: those with a rank, or all where an older build stored no ranks. */
export function factsOfRow<F extends object>(ranks: string | null, values: Partial<F>): SeenFacts<F> {
  if (ranks === null) return statedFacts(UNKNOWN_RANK, values);
  const known = JSON.parse(ranks) as Ranks<F>;
  return mapped<Partial<F>, SeenFacts<F>>(values, (value, name) => {
    const rank = known[name];
    return rank === undefined ? undefined : { rank, value };
  });
}

type Ranks<F> = { [Name in keyof F]?: string };

function namesOf<T extends object>(facts: T): (keyof T)[] {
  return Object.keys(facts) as (keyof T)[];
}

/** The same names with other values; names without a value are left out. */
function mapped<T extends object, R extends { [Name in keyof T]?: unknown }>(
  from: T,
  of: (value: NonNullable<T[keyof T]>, name: keyof T) => R[keyof T] | undefined,
): R {
  const entries = namesOf(from).flatMap((name) => {
    const value = from[name];
    const other = value === undefined ? undefined : of(value as NonNullable<T[keyof T]>, name);
    return other === undefined ? [] : [[name, other] as const];
  });
  return Object.fromEntries(entries) as R;
}
