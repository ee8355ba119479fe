import type { InvoiceDetail } from '../../invoices/invoice.entity';
import { grosze } from './amounts';
import { all, type Element, find, text } from './element';
import { partyOf } from './parties';

/**
 * Notes of the document besides its lines: reasons for a correction, additions and deductions, remarks of the
 * seller.
 * A text that the attachment repeats stays there alone.
 */
export function notesOf(root: Element, fa: Element, printed: InvoiceDetail[]): InvoiceDetail[] {
  const reason = text(fa, 'PrzyczynaKorekty');
  const repeated = new Set(printed.flatMap((detail) => detail.rows).map((row) => row.join('\n')));
  const remarks = all(fa, 'DodatkowyOpis')
    .map((remark) => [text(remark, 'Klucz') ?? '', text(remark, 'Wartosc') ?? ''])
    .filter((row) => !repeated.has(row.join('\n')));
  return [
    { title: 'Przyczyna korekty', header: [], rows: reason === undefined ? [] : [[reason]] },
    { title: 'Dokumenty korygowane', header: [], rows: corrected(fa) },
    { title: 'Dane przed korektą', header: [], rows: before(fa) },
    { title: 'Rozliczenie', header: [], rows: settlement(find(fa, 'Rozliczenie')) },
    { title: 'Opusty', header: [], rows: ofRows(fa, 'P_10') },
    { title: 'Daty dostaw', header: [], rows: ofRows(fa, 'P_6A') },
    { title: 'Akcyza', header: [], rows: ofRows(fa, 'KwotaAkcyzy') },
    { title: 'Płatność', header: [], rows: paymentOf(find(fa, 'Platnosc')) },
    { title: 'Warunki transakcji', header: [], rows: termsOf(find(fa, 'WarunkiTransakcji')) },
    { title: 'Dodatkowy opis', header: [], rows: remarks },
    { title: 'Stopka', header: [], rows: footer(find(root, 'Stopka')) },
  ].filter((detail) => detail.rows.length > 0);
}

/** The corrected documents, imported or not. */
function corrected(fa: Element): string[][] {
  const documents = all(fa, 'DaneFaKorygowanej').map((one) =>
    facts(one, [
      ['', 'NrFaKorygowanej'],
      ['z dnia', 'DataWystFaKorygowanej'],
      ['KSeF', 'NrKSeFFaKorygowanej'],
    ]).map((fact) => fact.join(' ').trim()),
  );
  return [
    ...documents.map((said) => [said.join(', ')]),
    ...facts(fa, [
      ['Okres korygowany', 'OkresFaKorygowanej'],
      ['Poprawny numer', 'NrFaKorygowany'],
    ]),
  ];
}

/** Seller and buyers as they were named before a correction of their data. */
function before(fa: Element): string[][] {
  const said = (name: string, title: string) =>
    all(fa, name).map((element) => {
      const { name: called, identifier, address } = partyOf(element);
      return [title, [called, identifier, ...address].filter(Boolean).join(', ')];
    });
  return [...said('Podmiot1K', 'Sprzedawca'), ...said('Podmiot2K', 'Nabywca')];
}

/** A fact that lines state each for itself. */
function ofRows(fa: Element, name: string): string[][] {
  return all(fa, 'FaWiersz').flatMap((row) => {
    const value = text(row, name);
    return value === undefined ? [] : [[text(row, 'P_7') ?? '', value]];
  });
}

const FORMS = ['gotówka', 'karta', 'bon', 'czek', 'kredyt', 'przelew', 'płatność mobilna'];

function paymentOf(payment: Element | undefined): string[][] {
  const form = (element: Element | undefined) =>
    text(element, 'OpisPlatnosci') ?? FORMS[Number(text(element, 'FormaPlatnosci')) - 1];
  const parts = all(payment, 'ZaplataCzesciowa').map((part) => [
    ['Zapłacono', text(part, 'DataZaplatyCzesciowej'), form(part)].filter(Boolean).join(', '),
    text(part, 'KwotaZaplatyCzesciowej') ?? '',
  ]);
  const terms = all(payment, 'TerminPlatnosci').flatMap((term) => {
    const described = find(term, 'TerminOpis');
    const words = ['Ilosc', 'Jednostka', 'ZdarzeniePoczatkowe'].flatMap(
      (name) => text(described, name) ?? [],
    );
    return words.length > 0 ? [['Termin płatności', words.join(' ')]] : [];
  });
  const way = form(payment);
  return [
    ...(text(payment, 'Zaplacono') === '1' ? [['Zapłacono', text(payment, 'DataZaplaty') ?? '']] : []),
    ...parts,
    ...terms,
    ...(way ? [['Forma płatności', way]] : []),
    ...facts(find(payment, 'Skonto'), [
      ['Warunki skonta', 'WarunkiSkonta'],
      ['Wysokość skonta', 'WysokoscSkonta'],
    ]),
    ...facts(payment, [['Identyfikator płatności KSeF', 'IPKSeF']]),
  ];
}

function termsOf(terms: Element | undefined): string[][] {
  const dated = (name: string, title: string, number: string, day: string) =>
    all(terms, name).map((one) => [title, [text(one, number), text(one, day)].filter(Boolean).join(', ')]);
  return [
    ...dated('Umowy', 'Umowa', 'NrUmowy', 'DataUmowy'),
    ...dated('Zamowienia', 'Zamówienie', 'NrZamowienia', 'DataZamowienia'),
    ...facts(terms, [['Warunki dostawy', 'WarunkiDostawy']]),
  ];
}

function footer(part: Element | undefined): string[][] {
  const words = all(part, 'Informacje').flatMap((one) => text(one, 'StopkaFaktury') ?? []);
  const registers = all(part, 'Rejestry').flatMap((one) =>
    facts(one, [
      ['Nazwa', 'PelnaNazwa'],
      ['KRS', 'KRS'],
      ['REGON', 'REGON'],
      ['BDO', 'BDO'],
    ]),
  );
  return [...words.map((word) => [word]), ...registers];
}

/** Existing children, each with its title. */
function facts(element: Element | undefined, names: [title: string, name: string][]): string[][] {
  return names.flatMap(([title, name]) => {
    const value = text(element, name);
    return value === undefined ? [] : [[title, value]];
  });
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
