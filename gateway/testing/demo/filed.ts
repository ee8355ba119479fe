import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

// Reads a feed's files by the simplest means, independently of the gateway; tests compare the API with it.

export interface FiledDocument {
  number: string;
  customerNumber: string;
  kind: string;
  issueDate: string;
  dueDate?: string;
  periodFrom?: string;
  periodTo?: string;
  net: number;
  vat: number;
  gross: number;
  outstanding: number;
  lines: {
    name: string;
    net: number;
    vatRate: string;
    quantity?: string;
    unit?: string;
    unitPrice?: string;
    isBefore: boolean;
  }[];
  readings: {
    meterNumber: string;
    zone: string;
    from: string;
    to: string;
    previous: number;
    current: number;
    method: string;
  }[];
  points: string[];
  corrects: string[];
  ksefNumber: string | null;
  xml: string | null;
  previousYearKwh: number | null;
}

export interface FiledDay {
  ppe: string;
  day: string;
  direction: string;
  minutes: number;
  isEstimated: boolean;
  /** Watt-hours; null in a gap. */
  values: (number | null)[];
}

export interface Filed {
  customers: any[];
  points: any[];
  messages: any[];
  documents: FiledDocument[];
  days: FiledDay[];
}

export const grosze = (text: string): number => Math.round(Number(text) * 100) + 0;

export function readFiled(folder: string): Filed {
  const records = (name: string): any[] =>
    readFileSync(path.join(folder, name), 'utf8')
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line) as unknown);
  const index = new Map(records('ksef/index.ndjson').map((one) => [one.file as string, one]));
  const documents = [
    ...records('invoices.ndjson').map(fromRecord),
    ...readdirSync(path.join(folder, 'ksef'))
      .filter((name) => name.endsWith('.xml'))
      .map((name) => fromXml(readFileSync(path.join(folder, 'ksef', name), 'utf8'), index.get(name))),
  ];
  for (const { invoiceNumber, customerNumber, outstanding } of records('settlements.ndjson'))
    documents.find((d) => d.number === invoiceNumber && d.customerNumber === customerNumber)!.outstanding =
      grosze(outstanding);
  return {
    customers: records('customers.ndjson'),
    points: records('consumption-points.ndjson'),
    messages: records('messages.ndjson'),
    documents,
    days: readFileSync(path.join(folder, 'usage.csv'), 'utf8')
      .split('\n')
      .slice(1)
      .filter(Boolean)
      .map(dayOf),
  };
}

function fromRecord(record: any): FiledDocument {
  return {
    ...record,
    net: grosze(record.net),
    vat: grosze(record.vat),
    gross: grosze(record.gross),
    outstanding: grosze(record.outstanding),
    lines: record.lines.map((line: any) => ({
      ...line,
      net: grosze(line.net),
      isBefore: line.group === 'Przed korektą',
    })),
    readings: record.readings.map((one: any) => ({
      ...one,
      previous: Number(one.previous),
      current: Number(one.current),
    })),
    corrects: record.corrects ? [record.corrects] : [],
    ksefNumber: null,
    xml: null,
    previousYearKwh: null,
  };
}

function fromXml(xml: string, index: any): FiledDocument {
  const all = (name: string, within = xml) =>
    [...within.matchAll(new RegExp(`<${name}>(.*?)</${name}>`, 'gs'))].map((match) => match[1]!);
  const fact = (block: string, name: string) =>
    all('MetaDane', block)
      .find((one) => one.includes(`<ZKlucz>${name}`))
      ?.match(/<ZWartosc>(.*?)</)?.[1];
  const blocks = all('BlokDanych');
  const previous = blocks.flatMap((block) => fact(block, 'Energia zużyta w analogicznym') ?? []);
  return {
    number: all('P_2')[0]!,
    customerNumber: all('NrKlienta')[0]!,
    kind: index.kind,
    issueDate: all('P_1')[0]!,
    dueDate: all('Termin')[0],
    periodFrom: all('P_6_Od')[0],
    periodTo: all('P_6_Do')[0],
    net: grosze(all('P_13_1')[0]!),
    vat: grosze(all('P_14_1')[0]!),
    gross: grosze(all('P_15')[0]!),
    outstanding: grosze(index.outstanding),
    lines: all('FaWiersz').map((row) => {
      const isBefore = row.includes('<StanPrzed>1<');
      const text = (name: string) => all(name, row)[0];
      return {
        name: text('P_7')!,
        quantity: text('P_8B'),
        unit: text('P_8A'),
        unitPrice: text('P_9A'),
        net: (isBefore ? -1 : 1) * grosze(text('P_11')!),
        vatRate: text('P_12')!,
        isBefore,
      };
    }),
    readings: blocks.flatMap((block) => {
      const [title, ...rows] = all('Wiersz', all('Tabela', block)[0]).map((row) => all('WKom', row));
      return rows.map(([zone, to, current, before, , , method]) => ({
        meterNumber: title![0]!.split(' nr ')[1]!,
        zone: zone!,
        from: fact(block, 'Za okres od')!,
        to: to!,
        previous: Number(before),
        current: Number(current),
        method: method!,
      }));
    }),
    points: blocks.map((block) => fact(block, 'Kod PPE')!),
    corrects: all('NrFaKorygowanej'),
    ksefNumber: index.ksefNumber,
    xml,
    previousYearKwh:
      previous.length > 0 ? previous.reduce((sum, kwh) => sum + Number(kwh.replace(' kWh', '')), 0) : null,
  };
}

function dayOf(line: string): FiledDay {
  const [ppe, day, direction, minutes, quality, values] = line.split(',') as [
    string,
    string,
    string,
    string,
    string,
    string,
  ];
  return {
    ppe,
    day,
    direction,
    minutes: Number(minutes),
    isEstimated: quality === 'ESTIMATED',
    values: values.split(' ').map((value) => (value === '-' ? null : Math.round(Number(value) * 1000))),
  };
}

export const sum = (values: readonly (number | null)[]): number =>
  values.reduce<number>((all, value) => all + (value ?? 0), 0);

/** The previous day, computed without the gateway's calendar. */
export function shifted(day: string, days: number): string {
  return new Date(Date.parse(`${day}T12:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

export function eachDay(from: string, to: string): string[] {
  const days: string[] = [];
  for (let day = from; day <= to; day = shifted(day, 1)) days.push(day);
  return days;
}

/** The same day of the year before. */
export const yearAgo = (day: string): string =>
  day.endsWith('02-29')
    ? `${Number(day.slice(0, 4)) - 1}-02-28`
    : `${Number(day.slice(0, 4)) - 1}${day.slice(4)}`;
