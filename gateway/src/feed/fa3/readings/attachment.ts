import { wattHours } from '../../../energy';
import type { InvoiceDetail, InvoiceReadingRow } from '../../../invoices/invoice.entity';
import { dayOf } from '../days';
import type { Fa3Address, Fa3Point } from '../document';
import { all, type Element, find, text } from '../element';
import { isOtherQuantity } from '../../../meter-readings/other-quantity';
import { distinctReadings, type Period, readingsOf } from './readings';

/** What the structured attachment of an energy invoice tells. */
export interface Attachment {
  details: InvoiceDetail[];
  points: Fa3Point[];
  readings: InvoiceReadingRow[];
  previousYearWh?: number;
}

type Fact = [name: string, value: string];

/** Sellers choose the words; these are the ones of the official example and their usual relatives. */
const PPE = /^((kod|nr|numer|identyfikator)\.? )?ppe\b|^(kod|nr|numer)\.? punktu poboru/i;
const ADDRESS = /^(miejsce poboru|adres (ppe|punktu|miejsca|poboru|obiektu))/i;
const TARIFF = /^(grupa taryfowa|taryfa)/i;
const METER = /^licznik$|^(nr|numer)\.? (fabryczny )?licznika/i;
const FROM = /^(za okres od|okres od)/i;
const TO = /^(za okres do|okres do)/i;
const PREVIOUS_YEAR = /^(?=.*(analogiczn|tym samym|takim samym))(?=.*poprzedni)/i;

/** One block is about one place; an invoice of several places has several. */
export function readAttachment(attachment: Element | undefined, period: Period): Attachment {
  const blocks = all(attachment, 'BlokDanych').map((block) => readBlock(block, period));
  const previous = blocks.flatMap((block) => block.previousYearWh ?? []);
  return {
    details: blocks.flatMap((block) => block.details),
    points: merged(blocks.flatMap((block) => block.points)),
    readings: distinctReadings(blocks.flatMap((block) => block.readings)),
    previousYearWh: previous.length > 0 ? previous.reduce((left, right) => left + right) : undefined,
  };
}

function readBlock(block: Element, period: Period): Attachment {
  const own = factsOf(block, 'MetaDane', 'ZKlucz', 'ZWartosc');
  const tables = all(block, 'Tabela');
  // A table's own title takes precedence over the block's, and applies to that table alone.
  const scopes = [own, ...tables.map(tableFacts)].map((facts) => ({ facts, say: saying(facts, own) }));
  const ofTables = scopes.slice(1);
  const read = ofTables.map(({ say }, n) => {
    const covered = { from: dayOf(say(FROM)) ?? period.from, to: dayOf(say(TO)) ?? period.to };
    return readingsOf(tableDetail(tables[n]!), covered, say(METER));
  });
  const readings = read.flat();
  const previous = scopes.flatMap(({ facts }) => previousYear(facts) ?? []);
  return {
    details: [...blockDetails(block, own), ...tables.flatMap(tableDetails)],
    points: merged([
      ...ofTables.flatMap(({ facts, say }, n) => pointsOf(facts, say, read[n]!)),
      ...pointsOf(
        own,
        saying(
          own,
          scopes.flatMap(({ facts }) => facts),
        ),
        readings,
      ),
    ]),
    readings,
    previousYearWh: previous[0],
  };
}

type Say = (words: RegExp) => string | undefined;

/** The first fact that fits, of the nearer ones before the others. */
function saying(...scopes: Fact[][]): Say {
  return (words) => scopes.flat().find(([name]) => words.test(name))?.[1];
}

function previousYear(facts: Fact[]): number | undefined {
  const [name = '', value = ''] = facts.find(([name]) => PREVIOUS_YEAR.test(name)) ?? [];
  return isOtherQuantity(name) ? undefined : wattHours(value);
}

function pointsOf(facts: Fact[], say: Say, readings: InvoiceReadingRow[]): Fa3Point[] {
  const codes = new Set(facts.filter(([name, value]) => PPE.test(name) && /\d/.test(value)).map(codeOf));
  const place = say(ADDRESS);
  return [...codes].map((ppe) => ({
    ppe,
    address: place === undefined ? undefined : addressOf(place),
    tariff: say(TARIFF),
    // With two points in a block the owner of the meter is ambiguous.
    meterNumber: codes.size === 1 ? readings.at(-1)?.meterNumber || say(METER) : undefined,
  }));
}

/** Digits are often grouped; older codes are free text. */
function codeOf([, value]: Fact): string {
  const bare = value.replace(/[\s-]/g, '');
  return /^\d+$/.test(bare) ? bare : value;
}

/** The same point in a later block adds what the earlier one did not say. */
function merged(points: Fa3Point[]): Fa3Point[] {
  const byCode = new Map<string, Fa3Point>();
  for (const point of points) {
    const known = byCode.get(point.ppe);
    byCode.set(point.ppe, {
      ppe: point.ppe,
      address: known?.address ?? point.address,
      tariff: known?.tariff ?? point.tariff,
      meterNumber: known?.meterNumber ?? point.meterNumber,
    });
  }
  return [...byCode.values()];
}

/** "ul. Polna 1, 00-001 Warszawa" as on an envelope. */
function addressOf(place: string): Fa3Address {
  const match = /^(.*?)[,\s]*(\d{2}-\d{3}\s.*)$/.exec(place);
  return { line1: match?.[1] ?? place, line2: match?.[2] ?? '', country: 'PL' };
}

function blockDetails(block: Element, facts: Fact[]): InvoiceDetail[] {
  const title = text(block, 'ZNaglowek') ?? '';
  const paragraphs = all(find(block, 'Tekst'), 'Akapit').map((paragraph) => [paragraph.text]);
  return [{ title, header: [], rows: [...facts, ...paragraphs] }];
}

function tableDetails(table: Element): InvoiceDetail[] {
  const detail = tableDetail(table);
  const facts = tableFacts(table);
  return facts.length > 0 ? [detail, { title: detail.title, header: [], rows: facts }] : [detail];
}

function tableDetail(table: Element): InvoiceDetail {
  const cells = (row: Element) => row.children.map((cell) => cell.text);
  return {
    title: text(table, 'Opis') ?? '',
    header: all(find(table, 'TNaglowek'), 'Kol').map((column) => text(column, 'NKom') ?? ''),
    rows: [...all(table, 'Wiersz'), ...all(table, 'Suma')].map(cells),
  };
}

function tableFacts(table: Element): Fact[] {
  return factsOf(table, 'TMetaDane', 'TKlucz', 'TWartosc');
}

function factsOf(parent: Element, name: string, key: string, value: string): Fact[] {
  return all(parent, name).map((fact) => [text(fact, key) ?? '', text(fact, value) ?? '']);
}
