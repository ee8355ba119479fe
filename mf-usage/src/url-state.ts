// The page's state in its address: /zuzycie?point=…&direction=production&to=2026-03 | month=2026-03 |
// day=2026-03-15&view=table
import { onScopeDispose, shallowRef } from 'vue';
import type { UsageInput } from './operations/generated/graphql';
import { addDays, addMonths, lastDayOf, today } from './days';

export type View = 'year' | 'month' | 'day';

export interface UrlState {
  point: string | null;
  /** True for energy fed into the grid instead of consumption. */
  fed: boolean;
  view: View;
  /** The last of twelve months, the month, or the day; null for the newest twelve months. */
  at: string | null;
  table: boolean;
}

const PERIOD_PARAMETERS = { year: 'to', month: 'month', day: 'day' } as const;
/** The former names of the parameters; bookmarks still have them, with Polish values. */
const OLD_NAMES = {
  point: 'punkt',
  direction: 'kierunek',
  to: 'do',
  month: 'miesiac',
  day: 'dzien',
  view: 'widok',
} as const;

/** Reads what an address says; a value that makes no sense is ignored. */
export function readUrlState(search: string): UrlState {
  const parameters = new URLSearchParams(search);
  const get = (name: keyof typeof OLD_NAMES) => parameters.get(name) ?? parameters.get(OLD_NAMES[name]);
  const common = {
    point: get('point') || null,
    fed: ['production', 'oddana'].includes(get('direction') ?? ''),
    table: ['table', 'tabela'].includes(get('view') ?? ''),
  };
  const day = get('day');
  if (isDay(day)) return { ...common, view: 'day', at: day };
  const month = get('month');
  if (isDay(`${month}-01`)) return { ...common, view: 'month', at: month };
  const last = get('to');
  return { ...common, view: 'year', at: isDay(`${last}-01`) ? last : null };
}

function isDay(text: string | null): text is string {
  if (!text || !/^(19|20)\d\d-\d\d-\d\d$/.test(text)) return false;
  const time = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}

/** The address of a state; only what differs from the default is in it. */
export function addressOf({ point, fed, view, at, table }: UrlState): string {
  const parameters = new URLSearchParams();
  if (point) parameters.set('point', point);
  if (fed) parameters.set('direction', 'production');
  if (at) parameters.set(PERIOD_PARAMETERS[view], at);
  if (table) parameters.set('view', 'table');
  const query = parameters.toString();
  return query ? `/zuzycie?${query}` : '/zuzycie';
}

/**
 * The input of the API. No day after `last`, the last with data, or a whole month would be compared with a part of
 * one.
 */
export function inputOf({ view, fed }: UrlState, at: string, last?: string): UsageInput {
  const common = { direction: fed ? 'PRODUCTION' : 'CONSUMPTION', comparePreviousYear: true } as const;
  const { from, to } = daysOf(view, at);
  if (view === 'day') return { ...common, from, to, resolution: 'HOUR' };
  const resolution = view === 'month' ? 'DAY' : 'MONTH';
  return { ...common, from, to: last && from <= last && last < to ? last : to, resolution };
}

/** The first and the last day with data. */
export interface Known {
  first: string;
  last: string;
}

/** The same view one period earlier or later; null where there is no data in that direction. */
export function neighbour(state: UrlState, at: string, direction: 1 | -1, known: Known): UrlState | null {
  const next =
    state.view === 'day'
      ? addDays(at, direction)
      : addMonths(at, direction * (state.view === 'year' ? 12 : 1));
  const { from, to } = daysOf(state.view, next);
  if (direction === 1 ? from > known.last : to < known.first) return null;
  return { ...state, at: next };
}

/** First and last day of a period. */
export function daysOf(view: View, at: string): { from: string; to: string } {
  if (view === 'day') return { from: at, to: at };
  return { from: `${view === 'year' ? addMonths(at, -11) : at}-01`, to: lastDayOf(at) };
}

/** The last of twelve months where the address has none: the newest with data, at most this month. */
export function newestMonth(lastDay?: string): string {
  const now = today().slice(0, 7);
  const newest = lastDay?.slice(0, 7) ?? now;
  return newest < now ? newest : now;
}

/** The state that a press on a period opens: a month its days, a day its hours; null at the finest. */
export function drillDown(state: UrlState, day: string): UrlState | null {
  if (state.view === 'day') return null;
  return state.view === 'year'
    ? { ...state, view: 'month', at: day.slice(0, 7) }
    : { ...state, view: 'day', at: day };
}

/** The longer period around this one: a month for a day, a year for a month; null for a year. */
export function drillUp(state: UrlState, at: string): UrlState | null {
  if (state.view === 'year') return null;
  const month = at.slice(0, 7);
  return state.view === 'day'
    ? { ...state, view: 'month', at: month }
    : { ...state, view: 'year', at: lastOfYear(month) };
}

/** Twelve months that contain this one, without the future where possible. */
function lastOfYear(month: string): string {
  const now = today().slice(0, 7);
  const december = `${month.slice(0, 4)}-12`;
  return december < now || addMonths(now, -11) > month ? december : now;
}

/** Whether 29 February is shown without a counterpart: the former year had none, so it stands beside the 28th. */
export const hasLeapDay = (view: View, at: string): boolean =>
  view !== 'year' && at.slice(5, 7) === '02' && daysOf(view, at).to.endsWith('-29');

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
