import { format } from '@ebok/shell';
import { useState } from 'react';
import { sumOf } from '../../ui/money';
import { printed } from '../../ui/printed';
import { statesNet, type WholeInvoice } from './invoiceParts';
import { Term } from './terms/Term';
import { t } from './texts';
import { useVisibleRows } from './useVisibleRows';
import { vatRate } from './vatRate';

type Line = WholeInvoice['lines'][number];

/** The lines of the document in the seller's groups, with the seller's own totals. */
export function InvoiceLines({ invoice }: { invoice: WholeInvoice }) {
  if (invoice.lines.length === 0) return null;
  return <Lines invoice={invoice} />;
}

function Lines({ invoice }: { invoice: WholeInvoice }) {
  const [whole, setWhole] = useState(false);
  const [shown, showMore, table] = useVisibleRows(invoice.lines.length);
  const groups = groupsOf(invoice);
  const isGross = invoice.lines.some(({ gross }) => gross !== null);
  return (
    <section className="card" aria-labelledby="lines">
      <h2 id="lines">{t(titleOf(invoice))}</h2>
      <table
        ref={table}
        className={`table ebok-finance__lines${whole ? ' ebok-finance__lines--whole' : ''}`}
        role="table"
        aria-labelledby="lines"
      >
        <thead role="rowgroup">
          <tr role="row">
            <th role="columnheader">{t('lines.name')}</th>
            <th role="columnheader" className="table__number">
              {t('lines.quantity')}
            </th>
            <th role="columnheader" className="table__number">
              {t(isGross ? 'lines.price' : 'lines.unitPrice')}
            </th>
            <th role="columnheader" className="table__number">
              {t('lines.vatRate')}
            </th>
            <th role="columnheader" className="table__number">
              {t('lines.net')}
            </th>
          </tr>
        </thead>
        {cut(groups, shown).map(({ title, net, lines }) => (
          <tbody role="rowgroup" key={title}>
            {groups.length > 1 && (
              <tr role="row" className="ebok-finance__group">
                <th role="rowheader" scope="rowgroup" colSpan={4}>
                  <Term text={title} />
                </th>
                <td role="cell" className="table__number">
                  {format.money(net)}
                </td>
              </tr>
            )}
            {lines.map((line, index) => (
              // Line numbers may repeat in the seller's file, so the index is the key.
              <LineRow key={index} line={line} />
            ))}
          </tbody>
        ))}
        <tfoot role="rowgroup">
          {statesNet(invoice) && (
            <>
              <Total name={t('invoice.net')} amount={invoice.net} />
              <Total name={t('invoice.vat')} amount={invoice.vat} />
            </>
          )}
          <Total name={t('invoice.gross')} amount={invoice.gross} />
        </tfoot>
      </table>
      {shown < invoice.lines.length && (
        <button type="button" className="button button--secondary ebok-finance__next" onClick={showMore}>
          {t('lines.next', { shown, all: invoice.lines.length })}
        </button>
      )}
      {/* On a phone the table shows names and amounts; this button shows the rest. */}
      <button
        type="button"
        className="button button--quiet ebok-finance__lines-more"
        aria-expanded={whole}
        onClick={() => setWhole(!whole)}
      >
        {t(whole ? 'lines.less' : 'lines.more')}
      </button>
    </section>
  );
}

function LineRow({ line }: { line: Line }) {
  return (
    <tr role="row">
      <th role="rowheader" scope="row">
        <Term text={line.name} />
      </th>
      <Value label={t('lines.quantity')}>
        {line.quantity && [printed(line.quantity, { grouped: true }), line.unit].filter(Boolean).join(' ')}
      </Value>
      <Value label={t(line.gross === null ? 'lines.unitPrice' : 'lines.price')}>
        {line.unitPrice && printed(line.unitPrice)}
      </Value>
      <Value label={t('lines.vatRate')}>{vatRate(line.vatRate)}</Value>
      <Value label={t('lines.net')}>{amountText(line)}</Value>
    </tr>
  );
}

/** The amount as the seller states it: gross for lines priced with VAT, null for lines without an amount. */
function amountText({ net, gross, unpriced }: Line): string | null {
  if (gross !== null) return t('lines.gross', { amount: format.money(gross) });
  return unpriced ? null : format.money(net);
}

function Value({ label, children }: { label: string; children: string | null }) {
  return (
    <td role="cell" data-label={label} className={`table__number${children ? '' : ' ebok-finance__empty'}`}>
      {children || '–'}
    </td>
  );
}

function Total({ name, amount }: { name: string; amount: string }) {
  return (
    <tr role="row">
      <th role="rowheader" scope="row" colSpan={4}>
        {name}
      </th>
      <td role="cell" className="table__number">
        {format.money(amount)}
      </td>
    </tr>
  );
}

/** A document that returns money has a title of its own. */
function titleOf({ kind, gross }: WholeInvoice) {
  if (kind === 'CORRECTION') return 'lines.titleCorrection';
  return gross.startsWith('-') ? 'lines.titleCredit' : 'lines.title';
}

/** Groups in the seller's order; lines without a group share an unnamed one. */
function groupsOf({ lines, kind }: WholeInvoice) {
  const unnamed = kind === 'CORRECTION' ? t('lines.afterCorrection') : t('lines.other');
  const groups = new Map<string, Line[]>();
  for (const line of lines) {
    const title = line.group || unnamed;
    const group = groups.get(title);
    if (group) group.push(line);
    else groups.set(title, [line]);
  }
  return [...groups].map(([title, grouped]) => ({
    title,
    net: sumOf(grouped.map(({ net }) => net)),
    lines: grouped,
  }));
}

/** The groups of the first `count` lines, each with the total of all its lines. */
function cut(groups: ReturnType<typeof groupsOf>, count: number) {
  let left = count;
  return groups.flatMap((group) => {
    const lines = group.lines.slice(0, left);
    left -= lines.length;
    return lines.length > 0 ? [{ ...group, lines }] : [];
  });
}
