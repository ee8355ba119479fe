import type { InvoiceDetail } from '../../invoices/invoice.entity';
import { grosze } from './amounts';
import { all, type Element, find, text } from './element';

/**
 * What the document says beside its lines, and a customer would ask about: why it was corrected, what was added to
 * its sum or deducted from it, what the seller noted. What the attachment repeats word for word stands there alone.
 */
export function notesOf(fa: Element, printed: InvoiceDetail[]): InvoiceDetail[] {
  const reason = text(fa, 'PrzyczynaKorekty');
  const repeated = new Set(printed.flatMap((detail) => detail.rows).map((row) => row.join('\n')));
  const remarks = all(fa, 'DodatkowyOpis')
    .map((remark) => [text(remark, 'Klucz') ?? '', text(remark, 'Wartosc') ?? ''])
    .filter((row) => !repeated.has(row.join('\n')));
  return [
    { title: 'Przyczyna korekty', header: [], rows: reason === undefined ? [] : [[reason]] },
    { title: 'Rozliczenie', header: [], rows: settlement(find(fa, 'Rozliczenie')) },
    { title: 'Dodatkowy opis', header: [], rows: remarks },
  ].filter((detail) => detail.rows.length > 0);
}

/** Charges and deductions that are more than nothing, with what remains to pay or to settle. */
function settlement(part: Element | undefined): string[][] {
  const rows = (name: string) =>
    all(part, name)
      .filter((one) => grosze(find(one, 'Kwota') ?? one) !== 0)
      .map((one) => [text(one, 'Powod') ?? '', text(one, 'Kwota') ?? '']);
  const charges = rows('Obciazenia');
  const deductions = rows('Odliczenia');
  if (charges.length + deductions.length === 0) return [];
  const remains = [
    ['Do zapłaty', text(part, 'DoZaplaty')],
    ['Do rozliczenia', text(part, 'DoRozliczenia')],
  ].flatMap(([name, amount]) => (name && amount ? [[name, amount]] : []));
  const labelled =
    (label: string) =>
    ([name = '', amount = '']: string[]) => [`${label}: ${name}`, amount];
  return [...charges.map(labelled('Obciążenie')), ...deductions.map(labelled('Odliczenie')), ...remains];
}
