// Generates a realistic feed, the same for the same seed. It is written line by line, so only the disk limits its
// size.
import { createWriteStream, mkdirSync, writeFileSync } from 'node:fs';
import { once } from 'node:events';
import path from 'node:path';

/** mulberry32: small, fast and random enough for test data. */
export function random(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

const FIRST = ['Anna', 'Łukasz', 'Żaneta', 'Piotr', 'Zofia', 'Świętosława', 'Jan', 'Małgorzata'];
const LAST = ['Nowak', 'Wójcik', 'Kowalczyk', 'Dąbrowska', 'Zieliński', 'Gęś', 'Szymańska', 'Źrebiec'];
const STREETS = ['Polna', 'Długa', 'Kościuszki', 'Słoneczna', 'Żeromskiego', 'Łąkowa'];
const CITIES = ['Warszawa', 'Łódź', 'Kraków', 'Wrocław', 'Gdańsk'];

const digits = (n, length) => String(n).padStart(length, '0');
const money = (grosze) => `${Math.trunc(grosze / 100)}.${digits(grosze % 100, 2)}`;

/** A GS1 number of 18 digits with its check digit. */
export function ppeOf(n) {
  const body = `590${digits(n, 14)}`;
  const sum = [...body].reduce((total, digit, at) => total + Number(digit) * (at % 2 ? 1 : 3), 0);
  return body + ((10 - (sum % 10)) % 10);
}

/** The PESEL of a person born in the 1970s. */
export function peselOf(n) {
  const body = `7${n % 10}${digits((n % 12) + 1, 2)}${digits((n % 28) + 1, 2)}${digits(n % 10000, 4)}`;
  const sum = [...body].reduce((total, digit, at) => total + Number(digit) * [1, 3, 7, 9][at % 4], 0);
  return body + ((10 - (sum % 10)) % 10);
}

/** Writes customers, points and documents with lines into `folder`. */
export async function writeFeed(folder, { customers, invoices, seed = 1 }) {
  mkdirSync(folder, { recursive: true });
  const next = random(seed);
  const of = (list) => list[Math.floor(next() * list.length)];
  const address = () => ({
    line1: `ul. ${of(STREETS)} ${1 + Math.floor(next() * 90)}`,
    line2: `${digits(Math.floor(next() * 99), 2)}-${digits(Math.floor(next() * 999), 3)} ${of(CITIES)}`,
  });
  await writeLines(path.join(folder, 'customers.ndjson'), customers, (n) => ({
    number: `K${digits(n, 8)}`,
    kind: 'PERSON',
    name: `${of(FIRST)} ${of(LAST)}`,
    taxId: peselOf(n),
    emails: [`klient${n}@example.pl`],
    phone: `600${digits(n % 1e6, 6)}`,
    address: address(),
  }));
  const points = Math.floor(customers * 1.2);
  await writeLines(path.join(folder, 'consumption-points.ndjson'), points, (n) => ({
    ppe: ppeOf(n),
    customerNumber: `K${digits(n % customers, 8)}`,
    address: address(),
    meterNumber: `M${digits(n, 9)}`,
    tariff: 'G11',
    distributor: 'Sieć Północ',
    contractedPowerKw: 12.5,
    contractFrom: '2020-01-01',
  }));
  const perCustomer = Math.ceil(invoices / customers);
  await writeLines(path.join(folder, 'invoices.ndjson'), invoices, (n) => {
    const customer = Math.floor(n / perCustomer);
    const month = digits(1 + (n % 12), 2);
    const year = 2020 + (n % 6);
    const nets = Array.from({ length: 6 }, () => 100 + Math.floor(next() * 9000));
    const net = nets.reduce((sum, one) => sum + one, 0);
    const vat = Math.round(net * 0.23);
    const previous = Math.floor(next() * 50000);
    const used = 50 + Math.floor(next() * 300);
    return {
      number: `FV/${year}/${month}/${digits(n, 8)}`,
      customerNumber: `K${digits(customer, 8)}`,
      kind: n % 5 === 4 ? 'FORECAST' : 'SETTLEMENT',
      issueDate: `${year}-${month}-05`,
      dueDate: `${year}-${month}-19`,
      periodFrom: `${year}-${month}-01`,
      periodTo: `${year}-${month}-28`,
      net: money(net),
      vat: money(vat),
      gross: money(net + vat),
      outstanding: n % 7 === 0 ? money(net + vat) : '0.00',
      points: [ppeOf(customer)],
      lines: nets.map((one, at) => ({
        position: at + 1,
        name: LINES[at],
        quantity: at < 3 ? String(used) : '1',
        unit: at < 3 ? 'kWh' : 'mies.',
        unitPrice: (one / (at < 3 ? used : 1) / 100).toFixed(4),
        net: money(one),
        vatRate: '23',
        group: at < 2 ? 'Sprzedaż energii' : 'Dystrybucja',
      })),
      readings: [
        {
          meterNumber: `M${digits(customer, 9)}`,
          zone: 'całodobowa',
          from: `${year}-${month}-01`,
          to: `${year}-${month}-28`,
          previous: String(previous),
          current: String(previous + used),
          usedKwh: used,
          method: 'zdalny',
        },
      ],
    };
  });
}

const LINES = [
  'Energia czynna',
  'Opłata handlowa',
  'Opłata sieciowa zmienna',
  'Opłata sieciowa stała',
  'Opłata mocowa',
  'Opłata abonamentowa',
];

const READINGS = [
  'Licznik/Strefa',
  'Data',
  'Wskazanie bieżące',
  'Wskazanie poprzednie',
  'Mnożna',
  'Ilość',
  'Sposób odczytu',
  'Straty',
  'Razem',
];
const CHARGES = [
  'Opis/Strefa',
  'j. m.',
  'Ilość',
  'Cena jedn. netto (zł)',
  'Należność netto (zł)',
  'Stawka VAT(%)',
];

async function writeLines(file, count, make) {
  const out = createWriteStream(file);
  let block = '';
  for (let n = 0; n < count; n++) {
    block += `${JSON.stringify(make(n))}\n`;
    if (block.length < 1 << 18) continue;
    if (!out.write(block)) await once(out, 'drain');
    block = '';
  }
  out.end(block);
  await once(out, 'finish');
}

/** Writes structured invoices FA(3) with an attachment into `folder`/ksef. */
export function writeKsef(folder, count) {
  mkdirSync(path.join(folder, 'ksef'), { recursive: true });
  for (let n = 0; n < count; n++) writeFileSync(path.join(folder, 'ksef', `${digits(n, 8)}.xml`), fa3(n));
}

function fa3(n) {
  const row = (...cells) => `<Wiersz>${cells.map((cell) => `<WKom>${cell}</WKom>`).join('')}</Wiersz>`;
  const meta = (key, value) => `<MetaDane><ZKlucz>${key}</ZKlucz><ZWartosc>${value}</ZWartosc></MetaDane>`;
  const table = (title, columns, ...rows) =>
    `<Tabela><Opis>${title}</Opis><TNaglowek>${columns.map((name) => `<Kol Typ="txt"><NKom>${name}</NKom></Kol>`).join('')}</TNaglowek>${rows.join('')}</Tabela>`;
  return `<?xml version="1.0" encoding="UTF-8"?>
<Faktura xmlns="http://crd.gov.pl/wzor/2025/06/25/13775/">
<Naglowek><KodFormularza kodSystemowy="FA (3)" wersjaSchemy="1-0E">FA</KodFormularza><WariantFormularza>3</WariantFormularza><DataWytworzeniaFa>2026-02-28T00:00:00Z</DataWytworzeniaFa><SystemInfo>bench</SystemInfo></Naglowek>
<Podmiot1><DaneIdentyfikacyjne><NIP>9999999999</NIP><Nazwa>Sprzedawca S.A.</Nazwa></DaneIdentyfikacyjne><Adres><KodKraju>PL</KodKraju><AdresL1>ul. Kwiatowa 1</AdresL1><AdresL2>00-001 Warszawa</AdresL2></Adres></Podmiot1>
<Podmiot2><DaneIdentyfikacyjne><BrakID>1</BrakID><Nazwa>${FIRST[n % 8]} ${LAST[n % 7]}</Nazwa></DaneIdentyfikacyjne><Adres><KodKraju>PL</KodKraju><AdresL1>ul. Polna ${n}</AdresL1><AdresL2>00-001 Warszawa</AdresL2></Adres><DaneKontaktowe><Email>ksef${n}@example.pl</Email></DaneKontaktowe><NrKlienta>X${digits(n >> 1, 8)}</NrKlienta><JST>2</JST><GV>2</GV></Podmiot2>
<Fa><KodWaluty>PLN</KodWaluty><P_1>2026-02-28</P_1><P_2>FX/2026/02/${n}</P_2><OkresFa><P_6_Od>2026-01-01</P_6_Od><P_6_Do>2026-02-28</P_6_Do></OkresFa><P_13_1>43.60</P_13_1><P_14_1>10.03</P_14_1><P_15>53.63</P_15>
<Adnotacje><P_16>2</P_16><P_17>2</P_17><P_18>2</P_18><P_18A>2</P_18A><Zwolnienie><P_19N>1</P_19N></Zwolnienie><NoweSrodkiTransportu><P_22N>1</P_22N></NoweSrodkiTransportu><P_23>2</P_23><PMarzy><P_PMarzyN>1</P_PMarzyN></PMarzy></Adnotacje>
<RodzajFaktury>VAT</RodzajFaktury>
${LINES.map((name, at) => `<FaWiersz><NrWierszaFa>${at + 1}</NrWierszaFa><P_7>${name}</P_7><P_8A>kWh</P_8A><P_8B>20</P_8B><P_9A>0.3633</P_9A><P_11>7.27</P_11><P_12>23</P_12></FaWiersz>`).join('\n')}
<Platnosc><TerminPlatnosci><Termin>2026-03-15</Termin></TerminPlatnosci><FormaPlatnosci>6</FormaPlatnosci><RachunekBankowy><NrRB>73111111111111111111111111</NrRB></RachunekBankowy></Platnosc></Fa>
<Zalacznik><BlokDanych>${meta('Miejsce poboru energii', `ul. Polna ${n}, 00-001 Warszawa`)}${meta('Kod PPE', ppeOf(n))}${meta('Za okres od', '2026-01-01')}${meta('Za okres do', '2026-02-28')}${meta('Grupa taryfowa', 'G11')}
${table('Odczyty', READINGS, row(`Licznik rozliczeniowy energii czynnej nr ${n}`), row('całodobowa', '2026-02-28', 1020, 1000, 1, 20, 'Fizyczny', 0, 20))}${table('Rozliczenie', CHARGES, ...LINES.map((name) => row(name, 'kWh', 20, '0.3633', '7.27', 23)))}</BlokDanych></Zalacznik>
</Faktura>
`;
}
