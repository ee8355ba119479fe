/** Builds valid FA(3) invoices for tests: defaults are those of an ordinary energy invoice. */
export interface InvoiceXml {
  nip?: string | null;
  /** Instead of a NIP: another way to identify the buyer. */
  identity?: string;
  name?: string;
  customerNumber?: string;
  /** `DaneKontaktowe`, one after the other. */
  contacts?: { email?: string; phone?: string }[];
  address?: [line1: string, line2?: string] | null;
  currency?: string;
  number?: string;
  kind?: string;
  period?: [from: string, to: string] | null;
  /** `P_13_*`, `P_14_*` by name. */
  totals?: Record<string, string>;
  gross?: string;
  /** Raw elements, in the places the schema has for them. */
  correction?: string;
  advances?: string;
  remarks?: string;
  rows?: string;
  settlement?: string;
  payment?: string;
  order?: string;
  attachment?: string;
  issueDate?: string;
  /** Instead of the period: `P_6`. */
  supplyDate?: string;
  /** Flags that are set, and the values of `P_19N` and `P_PMarzyN`. */
  annotations?: { yes?: string[]; exemption?: string; margin?: string };
  /** `Podmiot3` and the like, and `Stopka`, raw. */
  parties?: string;
  footer?: string;
}

export const tag = (name: string, content: string | undefined): string =>
  content === undefined ? '' : `<${name}>${content}</${name}>`;

/** Several elements by name, in that order. */
export const tags = (values: Record<string, string | undefined>): string =>
  Object.entries(values)
    .map(([name, value]) => tag(name, value))
    .join('');

export const invoiceRow = (values: Record<string, string | undefined>): string =>
  tag('FaWiersz', tags({ NrWierszaFa: '1', ...values }));

/** The order in which the schema wants the totals. */
// prettier-ignore
const TOTALS = ['P_13_1', 'P_14_1', 'P_14_1W', 'P_13_2', 'P_14_2', 'P_14_2W', 'P_13_3', 'P_14_3', 'P_14_3W', 'P_13_4', 'P_14_4', 'P_14_4W', 'P_13_5', 'P_14_5', 'P_13_6_1', 'P_13_6_2', 'P_13_6_3', 'P_13_7', 'P_13_8', 'P_13_9', 'P_13_10', 'P_13_11'];

export function invoiceXml(invoice: InvoiceXml = {}): string {
  const totals = invoice.totals ?? { P_13_1: '100.00', P_14_1: '23.00' };
  const period = invoice.period === undefined ? ['2026-01-01', '2026-01-31'] : invoice.period;
  return `<?xml version="1.0" encoding="UTF-8"?>
<Faktura xmlns="http://crd.gov.pl/wzor/2025/06/25/13775/">
<Naglowek><KodFormularza kodSystemowy="FA (3)" wersjaSchemy="1-0E">FA</KodFormularza><WariantFormularza>3</WariantFormularza><DataWytworzeniaFa>2026-02-01T00:00:00Z</DataWytworzeniaFa></Naglowek>
<Podmiot1><DaneIdentyfikacyjne><NIP>5851351185</NIP><Nazwa>Prąd S.A.</Nazwa></DaneIdentyfikacyjne><Adres><KodKraju>PL</KodKraju><AdresL1>ul. Jasna 1</AdresL1></Adres></Podmiot1>
${buyer(invoice)}${invoice.parties ?? ''}
<Fa>
${tags({ KodWaluty: invoice.currency ?? 'PLN', P_1: invoice.issueDate ?? '2026-02-01', P_2: invoice.number ?? 'F/1/2026' })}
${invoice.supplyDate ? tag('P_6', invoice.supplyDate) : period ? tag('OkresFa', tags({ P_6_Od: period[0], P_6_Do: period[1] })) : ''}
${TOTALS.map((name) => tag(name, totals[name])).join('')}
${tag('P_15', invoice.gross ?? '123.00')}
<Adnotacje>${annotations(invoice.annotations)}</Adnotacje>
${tag('RodzajFaktury', invoice.kind ?? 'VAT')}
${invoice.correction ?? ''}${invoice.remarks ?? ''}${invoice.advances ?? ''}
${invoice.rows ?? ''}${invoice.settlement ?? ''}${invoice.payment ?? ''}${invoice.order ?? ''}
</Fa>
${invoice.footer ?? ''}${invoice.attachment ?? ''}
</Faktura>
`;
}

function annotations({ yes = [], exemption, margin }: NonNullable<InvoiceXml['annotations']> = {}): string {
  const mark = (name: string) => tag(name, yes.includes(name) ? '1' : '2');
  return [
    ...['P_16', 'P_17', 'P_18', 'P_18A'].map(mark),
    tag('Zwolnienie', exemption ?? tag('P_19N', '1')),
    tag('NoweSrodkiTransportu', tag('P_22N', '1')),
    mark('P_23'),
    tag('PMarzy', margin ?? tag('P_PMarzyN', '1')),
  ].join('');
}

function buyer(invoice: InvoiceXml): string {
  const nip = invoice.nip === undefined ? '5262483798' : invoice.nip;
  const identity = invoice.identity ?? (nip === null ? tag('BrakID', '1') : tag('NIP', nip));
  const address = invoice.address === undefined ? ['ul. Polna 1', '00-001 Warszawa'] : invoice.address;
  return tag(
    'Podmiot2',
    [
      tag('DaneIdentyfikacyjne', identity + tag('Nazwa', invoice.name ?? 'Jan Kowalski')),
      address ? tag('Adres', tags({ KodKraju: 'PL', AdresL1: address[0], AdresL2: address[1] })) : '',
      ...(invoice.contacts ?? []).map((one) =>
        tag('DaneKontaktowe', tags({ Email: one.email, Telefon: one.phone })),
      ),
      tags({ NrKlienta: invoice.customerNumber, JST: '2', GV: '2' }),
    ].join(''),
  );
}

/** One block of an attachment: its facts, then its tables. */
export function block(facts: [string, string][], tables = '', title?: string): string {
  const said = facts.map(([name, value]) => tag('MetaDane', tags({ ZKlucz: name, ZWartosc: value })));
  return tag('BlokDanych', `${tag('ZNaglowek', title)}${said.join('')}${tables}`);
}

export function table(parts: {
  title?: string;
  header: string[];
  rows: string[][];
  sum?: string[];
  facts?: [string, string][];
}): string {
  const facts = (parts.facts ?? []).map(([name, value]) =>
    tag('TMetaDane', tags({ TKlucz: name, TWartosc: value })),
  );
  const columns = parts.header.map((name) => `<Kol Typ="txt">${tag('NKom', name)}</Kol>`);
  const rows = parts.rows.map((cells) => tag('Wiersz', cells.map((cell) => tag('WKom', cell)).join('')));
  const sum = parts.sum && tag('Suma', parts.sum.map((cell) => tag('SKom', cell)).join(''));
  return tag(
    'Tabela',
    `${facts.join('')}${tag('Opis', parts.title)}${tag('TNaglowek', columns.join(''))}${rows.join('')}${sum ?? ''}`,
  );
}
