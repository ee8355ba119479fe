import { addDays } from '#src/calendar';
import type { Chance } from '../chance';
import type { DemoDocument } from '../model';

/** Pays due documents a few days early, and pays out credits after two weeks. */
export function payInTime(documents: readonly DemoDocument[], today: string, chance: Chance): void {
  for (const document of documents) {
    const early = chance.int(0, 6);
    if (document.outstanding > 0 && document.dueDate) pay(document, addDays(document.dueDate, -early), today);
    else if (document.outstanding < 0) pay(document, addDays(document.issueDate, 14), today);
  }
}

/** Settles a document on a day in the past. */
export function pay(document: DemoDocument, day: string, today: string): void {
  if (day >= today || document.outstanding === 0) return;
  document.paidOn = day < document.issueDate ? document.issueDate : day;
  document.outstanding = 0;
}

/** Leaves a document open. */
export function leaveOpen(document: DemoDocument, dueDate = document.dueDate): void {
  document.dueDate = dueDate;
  document.outstanding = document.gross;
  delete document.paidOn;
}
