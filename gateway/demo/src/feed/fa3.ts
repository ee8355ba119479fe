import { formatMoney } from '#src/money';
import { element, fact, leaf, leaves, table } from './fa3-parts';
import type { Charge, DemoCustomer, DemoDocument, DemoLine, PointBill } from '../model';
import { EXCISE } from '../billing/rates';
import { priceOf, worth } from '../billing/money';
import { priceText } from './records';
import { bankAccountOf, type Seller } from '../world';

const READINGS = [
  ['Licznik/Strefa', 'txt'],
  ['Data', 'date'],
  ['Wskazanie bieżące', 'int'],
  ['Wskazanie poprzednie', 'int'],
  ['Mnożna', 'int'],
  ['Ilość', 'int'],
  ['Sposób odczytu', 'txt'],
  ['Straty', 'int'],
  ['Razem', 'int'],
] as const;
const CHARGES = [
  ['Opis/Strefa', 'txt'],
  ['j. m.', 'txt'],
  ['Ilość', 'int'],
  ['Cena jedn. netto (zł)', 'dec'],
  ['Należność netto (zł)', 'dec'],
  ['Stawka VAT(%)', 'int'],
] as const;

/** A document of a firm as a structured invoice FA(3), with an attachment that tells of each point. */
export function fa3Of(seller: Seller, customer: DemoCustomer, document: DemoDocument): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<Faktura xmlns="http://crd.gov.pl/wzor/2025/06/25/13775/">
<Naglowek><KodFormularza kodSystemowy="FA (3)" wersjaSchemy="1-0E">FA</KodFormularza><WariantFormularza>3</WariantFormularza><DataWytworzeniaFa>${document.issueDate}T06:00:00Z</DataWytworzeniaFa></Naglowek>
${partyOf('Podmiot1', seller.nip, seller.name, seller.address)}
${buyerOf(customer)}
${element('Fa', ...bodyOf(customer, document))}
${element('Zalacznik', ...document.bills.map((bill) => blockOf(document, bill)))}
</Faktura>
`;
}

function partyOf(
  name: string,
  nip: string,
  title: string,
  { line1, line2 }: { line1: string; line2: string },
  more = '',
): string {
  return element(
    name,
    element('DaneIdentyfikacyjne', leaves({ NIP: nip, Nazwa: title })),
    element('Adres', leaves({ KodKraju: 'PL', AdresL1: line1, AdresL2: line2 })),
    more,
  );
}

function buyerOf({ taxId, name, address, emails, phone, number }: DemoCustomer): string {
  const contact = element('DaneKontaktowe', leaves({ Email: emails[0], Telefon: phone }));
  return partyOf('Podmiot2', taxId, name, address, contact + leaves({ NrKlienta: number, JST: 2, GV: 2 }));
}

function bodyOf(customer: DemoCustomer, document: DemoDocument): string[] {
  const isCorrection = document.kind === 'CORRECTION';
  const kwh = document.bills.reduce((sum, bill) => sum + bill.usedKwh, 0);
  const excise = worth(kwh, priceOf(EXCISE));
  const remark = `Od ${kwh} kWh energii elektrycznej czynnej naliczono akcyzę w kwocie ${formatMoney(excise).replace('.', ',')} zł`;
  return [
    leaves({ KodWaluty: 'PLN', P_1: document.issueDate, P_2: document.number }),
    element('OkresFa', leaves({ P_6_Od: document.periodFrom, P_6_Do: document.periodTo })),
    leaves({
      P_13_1: formatMoney(document.net),
      P_14_1: formatMoney(document.vat),
      P_15: formatMoney(document.gross),
    }),
    '<Adnotacje><P_16>2</P_16><P_17>2</P_17><P_18>2</P_18><P_18A>2</P_18A><Zwolnienie><P_19N>1</P_19N></Zwolnienie><NoweSrodkiTransportu><P_22N>1</P_22N></NoweSrodkiTransportu><P_23>2</P_23><PMarzy><P_PMarzyN>1</P_PMarzyN></PMarzy></Adnotacje>',
    leaf('RodzajFaktury', isCorrection ? 'KOR' : 'VAT'),
    isCorrection ? correctionOf(document) : '',
    isCorrection ? '' : element('DodatkowyOpis', leaves({ Klucz: 'Informacja o akcyzie', Wartosc: remark })),
    ...rowsOf(document.lines),
    document.dueDate
      ? element(
          'Platnosc',
          element('TerminPlatnosci', leaf('Termin', document.dueDate)),
          leaf('FormaPlatnosci', 6),
          element('RachunekBankowy', leaf('NrRB', bankAccountOf(customer))),
        )
      : '',
  ];
}

/** What is corrected, and why. */
function correctionOf({ corrects, reason }: DemoDocument): string {
  const known = corrects?.ksefNumber;
  return [
    leaves({ PrzyczynaKorekty: reason, TypKorekty: 2 }),
    element(
      'DaneFaKorygowanej',
      leaves({ DataWystFaKorygowanej: corrects?.issueDate, NrFaKorygowanej: corrects?.number }),
      known ? leaves({ NrKSeF: 1, NrKSeFFaKorygowanej: known }) : leaf('NrKSeFN', 1),
    ),
  ].join('');
}

/** The line before a correction: it has the number of the line after it, and its own amount. */
function rowsOf(lines: readonly DemoLine[]): string[] {
  const numbers = new Map<string, number>();
  return lines.map(({ name, quantity, unit, price, net, vatRate, group }) => {
    const isBefore = group === 'Przed korektą';
    const number = numbers.get(name) ?? numbers.size + 1;
    numbers.set(name, number);
    return element(
      'FaWiersz',
      leaves({
        NrWierszaFa: number,
        P_7: name,
        P_8A: unit,
        P_8B: quantity,
        P_9A: price === undefined ? undefined : priceText(price),
        P_11: formatMoney(isBefore ? 0 - net : net),
        P_12: vatRate,
        StanPrzed: isBefore ? 1 : undefined,
      }),
    );
  });
}

function blockOf(
  document: DemoDocument,
  { point, from, to, readings, charges, previousYearKwh }: PointBill,
): string {
  const { line1, line2 } = point.address;
  const state = document.kind === 'CORRECTION' ? ', po korekcie' : '';
  return element(
    'BlokDanych',
    fact('Miejsce poboru energii', `${line1}, ${line2}`),
    fact('Kod PPE', point.ppe),
    fact('Za okres od', from),
    fact('Za okres do', to),
    fact('Grupa taryfowa', point.tariff),
    previousYearKwh === undefined
      ? ''
      : fact(
          'Energia zużyta w analogicznym okresie poprzedniego roku kalendarzowego',
          `${previousYearKwh} kWh`,
        ),
    table('Odczyty', READINGS, [
      [`Licznik rozliczeniowy energii czynnej nr ${point.meterNumber}`],
      ...readings.map(({ zone, current, previous, method }) => [
        zone,
        to,
        current,
        previous,
        1,
        current - previous,
        method,
        0,
        current - previous,
      ]),
    ]),
    ...(['Sprzedaż energii', 'Dystrybucja'] as const).map((group) =>
      chargeTable(`Rozliczenie – ${group.toLowerCase()}${state}`, group, charges),
    ),
  );
}

function chargeTable(title: string, group: Charge['group'], charges: readonly Charge[]): string {
  const rows = charges
    .filter((charge) => charge.group === group)
    .map(({ name, quantity, unit, price, net }) => [
      name,
      unit,
      quantity,
      priceText(price),
      formatMoney(net),
      23,
    ]);
  return table(title, CHARGES, rows);
}

/** The importer reads files in the order of their names, so each begins with its document's day. */
export const fileOf = ({ issueDate, number }: DemoDocument): string =>
  `${issueDate}-${number.replaceAll('/', '-')}.xml`;
