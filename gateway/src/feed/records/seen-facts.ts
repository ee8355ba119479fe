/**
 * What XML documents say of a customer or a point, fact by fact, each with the rank of the document that states it. A document that
 * is silent about a fact says nothing of it.
 */
export type SeenFacts<V = unknown> = Record<string, { rank: string; value: V }>;

/** What documents of an older build said: older than all that are seen now. */
const UNKNOWN_RANK = '0';

/**
 * Ranks sort as text: newer documents behind older ones, in whatever order they come, and corrections before all
 * others, for what a correction says of a customer holds only where nothing else is known.
 */
export function rankOf(document: { issueDate: string; id: string; isCorrection: boolean }): string {
  return `${document.isCorrection ? '!' : ''}${document.issueDate} ${document.id}`;
}

/** The facts of one document: those it states. */
export function statedFacts<V>(rank: string, values: Record<string, V | undefined>): SeenFacts<V> {
  return Object.fromEntries(
    Object.entries(values).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, { rank, value }] as const],
    ),
  );
}

/** Of each fact what the newest document says; nothing of corrections beside other documents. */
export function mergedFacts<V>(...all: SeenFacts<V>[]): SeenFacts<V> {
  const merged: SeenFacts<V> = {};
  for (const facts of all)
    for (const [name, fact] of Object.entries(facts))
      if (!merged[name] || merged[name].rank <= fact.rank) merged[name] = fact;
  const entries = Object.entries(merged);
  const others = entries.filter(([, { rank }]) => !rank.startsWith('!'));
  return Object.fromEntries(others.length > 0 ? others : entries);
}

/** Without what an older build took from documents nobody knows any more. */
export function knownFacts<V>(facts: SeenFacts<V>): SeenFacts<V> {
  return Object.fromEntries(Object.entries(facts).filter(([, { rank }]) => rank !== UNKNOWN_RANK));
}

/** The ranks beside which a row keeps its facts. */
export function packedRanks(facts: SeenFacts): string {
  return JSON.stringify(Object.fromEntries(Object.entries(facts).map(([name, { rank }]) => [name, rank])));
}

/** The facts of a row: those with a rank, or all that there are where an older build kept no ranks. */
export function factsOfRow<V>(ranks: string | null, values: Record<string, V | undefined>): SeenFacts<V> {
  if (ranks === null) return statedFacts(UNKNOWN_RANK, values);
  const known = JSON.parse(ranks) as Record<string, string>;
  return Object.fromEntries(
    Object.entries(values).flatMap(([name, value]) => {
      const rank = known[name];
      return value === undefined || rank === undefined ? [] : [[name, { rank, value }] as const];
    }),
  );
}
