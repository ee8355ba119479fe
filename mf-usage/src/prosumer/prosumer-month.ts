import { format } from '@ebok/shell';
import { lastDayOf } from '../days';
import { monthName } from '../labels';
import type { ProsumerQuery } from './generated/graphql';
import { t } from './texts';

export type Month = ProsumerQuery['customer']['prosumer'][number];

/** A period in words: "październik 2026", or its days where it is no whole month. */
export function periodText({ from, to }: Pick<Month, 'from' | 'to'>): string {
  const month = from.slice(0, 7);
  if (from.endsWith('-01') && to === lastDayOf(month)) return monthName(month);
  return t('fromTo', { from: format.day(from, 'short'), to: format.day(to, 'short') });
}

/** Amounts of the API in grosze, so that sums are exact. */
export const grosze = (amount: string | null): number => Math.round(Number(amount ?? 0) * 100);

export const moneyText = (whole: number): string => format.money((whole / 100).toFixed(2));
