// The page's state in its address:
// /zuzycie?point=…&direction=production|both&to=2026-03 | month=2026-03 | day=2026-03-15&resolution=quarter-hours
// &unit=zl&view=table
import { onScopeDispose, shallowRef } from 'vue';
import type { View } from './periods';

/** Energy from the grid, into it, or both. */
export type Flow = 'taken' | 'fed' | 'both';

export interface UrlState {
  point: string | null;
  flow: Flow;
  view: View;
  /** The last of twelve months, the month, or the day; null for the newest twelve months. */
  at: string | null;
  unit: 'kWh' | 'zl';
  table: boolean;
}

const PERIOD_PARAMETERS = { year: 'to', month: 'month', day: 'day', quarters: 'day' } as const;
const DIRECTIONS = { fed: 'production', both: 'both' } as const;
const QUARTERS = 'quarter-hours';
/** The former names of the parameters; bookmarks still have them, with Polish values. */
const OLD_NAMES: Partial<Record<string, string>> = {
  point: 'punkt',
  direction: 'kierunek',
  to: 'do',
  month: 'miesiac',
  day: 'dzien',
  view: 'widok',
};

/** Reads what an address says; a value that makes no sense is ignored. */
export function readUrlState(search: string): UrlState {
  const parameters = new URLSearchParams(search);
  const get = (name: string) => parameters.get(name) ?? parameters.get(OLD_NAMES[name] ?? name);
  return {
    ...periodIn(get),
    point: get('point') || null,
    flow: flowNamed(get('direction')),
    unit: get('unit') === 'zl' ? 'zl' : 'kWh',
    table: ['table', 'tabela'].includes(get('view') ?? ''),
  };
}

function periodIn(get: (name: string) => string | null): Pick<UrlState, 'view' | 'at'> {
  const day = get('day');
  if (isDay(day)) return { view: get('resolution') === QUARTERS ? 'quarters' : 'day', at: day };
  const month = get('month');
  if (isDay(`${month}-01`)) return { view: 'month', at: month };
  const last = get('to');
  return { view: 'year', at: isDay(`${last}-01`) ? last : null };
}

function flowNamed(direction: string | null): Flow {
  if (direction === DIRECTIONS.both) return 'both';
  return direction === DIRECTIONS.fed || direction === 'oddana' ? 'fed' : 'taken';
}

function isDay(text: string | null): text is string {
  if (!text || !/^(19|20)\d\d-\d\d-\d\d$/.test(text)) return false;
  const time = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}

/** The address of a state; only what differs from the default is in it. */
export function addressOf({ point, flow, view, at, unit, table }: UrlState): string {
  const parameters = new URLSearchParams();
  if (point) parameters.set('point', point);
  if (flow !== 'taken') parameters.set('direction', DIRECTIONS[flow]);
  if (at) parameters.set(PERIOD_PARAMETERS[view], at);
  if (at && view === 'quarters') parameters.set('resolution', QUARTERS);
  if (unit === 'zl') parameters.set('unit', unit);
  if (table) parameters.set('view', 'table');
  const query = parameters.toString();
  return query ? `/zuzycie?${query}` : '/zuzycie';
}

/** The state in the address, updated by Back, Forward and links. */
export function useUrlState() {
  const state = shallowRef(readUrlState(location.search));
  const follow = () => {
    if (location.pathname === '/zuzycie') state.value = readUrlState(location.search);
  };
  addEventListener('popstate', follow);
  onScopeDispose(() => removeEventListener('popstate', follow));
  return state;
}
