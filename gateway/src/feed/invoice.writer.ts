import type { EntityManager } from 'typeorm';
import type { InvoiceToWrite } from './invoice.row';
import { withPrintedFacts } from './printed-today';
import type { Rows, TableShape, Value } from './rows';

const INVOICES: TableShape = {
  table: 'invoices',
  columns:
    'customerId,id,number,kind,issueDate,dueDate,periodFrom,periodTo,net,vat,gross,previousYearWh,searchText,recordHash,ksefNumber,outstanding'.split(
      ',',
    ),
  keyLength: 2,
};
const CONTENTS: TableShape = {
  table: 'invoice_contents',
  columns: ['customerId', 'invoiceId', '`lines`', 'details', 'readings', 'printed'],
  keyLength: 2,
};
const POINTS: TableShape = {
  table: 'invoice_points',
  columns: ['customerId', 'invoiceId', 'pointId'],
  keyLength: 3,
};
const CORRECTIONS: TableShape = {
  table: 'invoice_corrections',
  columns: ['customerId', 'invoiceId', 'correctedId', 'position'],
  keyLength: 3,
};
const SOURCES: TableShape = {
  table: 'invoice_sources',
  columns: ['customerId', 'invoiceId', 'sha256', 'sellerNip', 'xml'],
  keyLength: 2,
};

interface Known {
  customerId: string;
  id: string;
  outstanding: number | string;
  recordHash: string;
  ksefNumber: string | null;
}

export interface Written {
  outcomes: ('taken' | 'unchanged')[];
  /** Documents that were not there before. */
  fresh: InvoiceToWrite[];
}

/** Writes documents with all that belongs to them. */
export class InvoiceWriter {
  /** Documents whose outstanding `ksef/index.ndjson` states in this feed: it comes before what their own record says. */
  private readonly statedByIndex = new Set<string>();

  constructor(
    private readonly rows: Rows,
    /** The very feed that was taken last is taken again: a record that is equal says nothing new about outstanding. */
    private readonly again: boolean,
  ) {}

  /** Documents of customers that exist, each key at most once. */
  async write(manager: EntityManager, invoices: readonly InvoiceToWrite[]): Promise<Written> {
    const known = await this.known(manager, invoices);
    const written: Written = { outcomes: [], fresh: [] };
    const rows: Value[][] = [];
    const changed: InvoiceToWrite[] = [];
    const replaced: [string, string][] = [];
    for (const invoice of invoices) {
      const key = keyIn(invoice);
      const was = known.get(key);
      if (invoice.source && invoice.stated !== null) this.statedByIndex.add(key);
      const isSame = was?.recordHash === invoice.hash;
      const outstanding = this.outstanding(invoice, was, isSame);
      const ksefNumber = invoice.ksefNumber ?? was?.ksefNumber ?? null;
      if (isSame && outstanding === Number(was.outstanding) && ksefNumber === was.ksefNumber) {
        written.outcomes.push('unchanged');
        continue;
      }
      written.outcomes.push('taken');
      rows.push([...invoice.values, invoice.hash, ksefNumber, outstanding]);
      if (!isSame) changed.push(invoice);
      if (!was) written.fresh.push(invoice);
      else if (!isSame) replaced.push([invoice.customerId, invoice.id]);
    }
    await this.rows.upsert(manager, INVOICES, rows.sort(byKey));
    await this.writeParts(manager, changed, replaced);
    return written;
  }

  /**
   * A record that says it, holds. Otherwise what settlements or an earlier record set stays; a document first seen
   * starts with what it asks for.
   */
  private outstanding(invoice: InvoiceToWrite, was: Known | undefined, isSame: boolean): number {
    const isStated = invoice.stated !== null && (invoice.source || !this.statedByIndex.has(keyIn(invoice)));
    if (was && (!isStated || (isSame && this.again))) return Number(was.outstanding);
    return invoice.stated ?? invoice.initial;
  }

  private async writeParts(
    manager: EntityManager,
    changed: readonly InvoiceToWrite[],
    replaced: readonly [string, string][],
  ): Promise<void> {
    await this.rows.deleteUnder(manager, POINTS, replaced);
    await this.rows.deleteUnder(manager, CORRECTIONS, replaced);
    await this.writeContents(manager, changed);
    const all = <T>(of: (invoice: InvoiceToWrite) => T[]) => changed.flatMap(of).sort(byKey as never);
    await this.rows.upsert(
      manager,
      CORRECTIONS,
      all((i) => i.corrects.map((corrected, n) => [i.customerId, i.id, corrected, n])),
    );
    await this.rows.upsert(
      manager,
      SOURCES,
      all(({ customerId, id, source: s }) => (s ? [[customerId, id, s.sha256, s.sellerNip, s.xml]] : [])),
    );
  }

  /** What an older build did not keep of documents that are here: lines, details, readings, points and all that is printed. */
  async restate(manager: EntityManager, invoices: readonly InvoiceToWrite[]): Promise<void> {
    const rows = await this.rows.selectIn<{ customerId: string; invoiceId: string }>(
      manager,
      'SELECT customerId, invoiceId FROM invoice_contents WHERE printed IS NULL AND invoiceId IN',
      invoices.map(({ id }) => id),
    );
    const silent = new Set(rows.map(({ customerId, invoiceId }) => `${customerId}${invoiceId}`));
    const restated = invoices.filter((invoice) => silent.has(keyIn(invoice)));
    await this.rows.deleteUnder(
      manager,
      POINTS,
      restated.map(({ customerId, id }): [string, string] => [customerId, id]),
    );
    await this.writeContents(manager, restated);
    for (const { previousYearWh, customerId, id } of restated)
      await manager.query('UPDATE invoices SET previousYearWh = ? WHERE customerId = ? AND id = ?', [
        previousYearWh,
        customerId,
        id,
      ]);
  }

  private async writeContents(manager: EntityManager, invoices: readonly InvoiceToWrite[]): Promise<void> {
    const all = <T>(of: (invoice: InvoiceToWrite) => T[]) => invoices.flatMap(of).sort(byKey as never);
    const printed = await withPrintedFacts(manager, this.rows, invoices);
    await this.rows.upsert(
      manager,
      CONTENTS,
      all((i) => [[i.customerId, i.id, ...i.contents, JSON.stringify(printed.get(i))]]),
    );
    await this.rows.upsert(
      manager,
      POINTS,
      all((i) => i.points.map((p) => [i.customerId, i.id, p])),
    );
  }

  private async known(
    manager: EntityManager,
    invoices: readonly InvoiceToWrite[],
  ): Promise<Map<string, Known>> {
    const rows = await this.rows.selectIn<Known>(
      manager,
      'SELECT customerId, id, outstanding, recordHash, ksefNumber FROM invoices WHERE id IN',
      invoices.map((i) => i.id),
    );
    return new Map(rows.map((row) => [`${row.customerId}${row.id}`, row]));
  }
}

/** By which documents are told apart within a feed. */
export function keyIn({ customerId, id }: InvoiceToWrite): string {
  return `${customerId}${id}`;
}

/** Locks are taken in the order of keys. */
function byKey(a: readonly Value[], b: readonly Value[]): number {
  return compare(a[0], b[0]) || compare(a[1], b[1]);
}
function compare(a: unknown, b: unknown): number {
  return (a as string) < (b as string) ? -1 : (a as string) > (b as string) ? 1 : 0;
}
