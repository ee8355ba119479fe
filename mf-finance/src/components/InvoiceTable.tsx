import { format } from '@ebok/shell';
import type { InvoiceRowFragment } from '../operations/generated/graphql';
import { t } from '../texts';
import { period } from './period';
import { MOST_CHOSEN } from './selection';
import { StatusBadge } from './StatusBadge';

/** So many lines at most tell where energy was used. */
const MOST_POINTS = 3;

interface Group {
  title: string;
  invoices: InvoiceRowFragment[];
}

/** What is chosen, to be downloaded and, by who may pay, to be paid. */
export interface Choice {
  chosen: string[];
  mayPay: boolean;
  onToggle: (id: string) => void;
}

interface Props {
  groups: Group[];
  withPoints: boolean;
  choice: Choice;
}

/**
 * Documents in groups; on a phone each row is a card. The roles are spelled out because browsers forget what a
 * table is once its display is another.
 */
export function InvoiceTable({ groups, withPoints, choice }: Props) {
  return (
    <table className="table ebok-finance__list" role="table" aria-label={t('invoices.listLabel')}>
      <thead role="rowgroup">
        <tr role="row">
          <th role="columnheader">{t('invoices.document')}</th>
          <th role="columnheader">{t('invoices.issueDate')}</th>
          <th role="columnheader">{t('invoices.dueDate')}</th>
          <th role="columnheader">{t('invoices.status')}</th>
          <th role="columnheader" className="table__number">
            {t('invoices.gross')}
          </th>
          <th role="columnheader" className="table__number">
            {t('invoices.outstanding')}
          </th>
        </tr>
      </thead>
      {groups.map(({ title, invoices }) => (
        <tbody role="rowgroup" key={title}>
          <tr role="row" className="ebok-finance__group">
            <th role="rowheader" scope="rowgroup" colSpan={6}>
              {title}
            </th>
          </tr>
          {invoices.map((invoice) => (
            <Row key={invoice.id} invoice={invoice} withPoints={withPoints} choice={choice} />
          ))}
        </tbody>
      ))}
    </table>
  );
}

type RowProps = Omit<Props, 'groups'> & { invoice: InvoiceRowFragment };

function Row({ invoice, withPoints, choice }: RowProps) {
  return (
    <tr role="row" className="ebok-finance__pickable">
      <th role="rowheader" scope="row">
        <Pick invoice={invoice} choice={choice} />
        <a href={`/finanse/${encodeURIComponent(invoice.id)}`}>{invoice.number}</a>
        <Note>{t(`kind.${invoice.kind}`)}</Note>
        <Note>{period(invoice.periodFrom, invoice.periodTo)}</Note>
        {withPoints && <Points points={invoice.consumptionPoints} />}
      </th>
      <Cell label={t('invoices.issueDate')}>{format.day(invoice.issueDate)}</Cell>
      <Cell label={t('invoices.dueDate')}>{invoice.dueDate && format.day(invoice.dueDate)}</Cell>
      <td role="cell" className="ebok-finance__status">
        <StatusBadge status={invoice.status} />
      </td>
      <Cell label={t('invoices.gross')} money>
        {format.money(invoice.gross)}
      </Cell>
      <Cell label={t('invoices.outstanding')} money={Number(invoice.outstanding) === 0 ? 'zero' : 'strong'}>
        {format.money(invoice.outstanding)}
      </Cell>
    </tr>
  );
}

/** A firm's one document may be about forty places: the document itself names them all. */
function Points({ points }: { points: InvoiceRowFragment['consumptionPoints'] }) {
  if (points.length > MOST_POINTS) return <Note>{t('invoices.manyPoints', { count: points.length })}</Note>;
  return points.map(({ id, label }) => <Note key={id}>{label}</Note>);
}

function Pick({
  invoice: { id, number, outstanding, payable },
  choice,
}: {
  invoice: InvoiceRowFragment;
  choice: Choice;
}) {
  const checked = choice.chosen.includes(id);
  return (
    <label className="ebok-finance__pick">
      <input
        type="checkbox"
        checked={checked}
        disabled={!checked && choice.chosen.length >= MOST_CHOSEN}
        onChange={() => choice.onToggle(id)}
      />
      <span className="visually-hidden">
        {payable && choice.mayPay
          ? t('choose.document', { number, amount: format.money(outstanding) })
          : t('choose.file', { number })}
      </span>
    </label>
  );
}

function Note({ children }: { children: string | null }) {
  return children && <span className="muted small ebok-finance__line">{children}</span>;
}

/** On a card the column's name stands before the value; what the document does not say is left out there. */
function Cell(props: { label: string; money?: true | 'strong' | 'zero'; children: string | null }) {
  const { label, money, children } = props;
  const names = [
    money && 'table__number',
    typeof money === 'string' && `ebok-finance__${money}`,
    !children && 'ebok-finance__empty',
  ];
  return (
    <td role="cell" data-label={label} className={names.filter(Boolean).join(' ') || undefined}>
      {children || '–'}
    </td>
  );
}
