import { format } from '@ebok/shell';
import { useState, type FocusEvent, type ReactNode } from 'react';
import { t } from '../texts';
import { period } from '../ui/period';
import type { InvoiceRowFragment } from './generated/graphql';
import { kindText } from './kinds';
import { SelectAll } from './SelectAll';
import { MOST_SELECTED } from './selection';
import { StatusBadge } from './StatusBadge';

const HEADINGS = [
  'invoices.document',
  'invoices.issueDate',
  'invoices.dueDate',
  'invoices.status',
  'invoices.gross',
  'invoices.outstanding',
] as const;
const FIRST_AMOUNT = HEADINGS.indexOf('invoices.gross');
/** Columns of a group's title, where the rest of the row holds the button that selects all. */
const TITLE_SPAN = 3;

/** The limit of consumption points listed for one document. */
const MOST_POINTS = 3;

interface Group {
  title: string;
  invoices: InvoiceRowFragment[];
}

/** The selection of documents, to be downloaded or, with permission, paid. */
export interface SelectionControls {
  selected: string[];
  mayPay: boolean;
  onToggle: (id: string) => void;
  /** Selects all that can be paid; undefined when nothing can. */
  onSelectAll?: () => Promise<void>;
  /** The link to pay the selection, one key away from a checked box. */
  pay?: { address: string; text: string };
}

interface Props {
  groups: Group[];
  withPoints: boolean;
  controls: SelectionControls;
}

/**
 * Documents in groups; on a phone each row is a card. The roles are explicit, because browsers drop a table's semantics
 * when CSS changes its display.
 */
export function InvoiceTable({ groups, withPoints, controls }: Props) {
  return (
    <table className="table ebok-finance__list" role="table" aria-label={t('invoices.listLabel')}>
      <thead role="rowgroup">
        <tr role="row">
          {HEADINGS.map((key, column) => (
            <th key={key} role="columnheader" className={column < FIRST_AMOUNT ? undefined : 'table__number'}>
              {t(key)}
            </th>
          ))}
        </tr>
      </thead>
      {groups.map(({ title, invoices }, index) => (
        <tbody role="rowgroup" key={title}>
          <tr role="row" className="ebok-finance__group">
            <th
              role="rowheader"
              scope="rowgroup"
              colSpan={controls.onSelectAll && index === 0 ? TITLE_SPAN : HEADINGS.length}
            >
              {title}
            </th>
            {controls.onSelectAll && index === 0 && (
              <td role="cell" className="ebok-finance__select-all" colSpan={HEADINGS.length - TITLE_SPAN}>
                <SelectAll onSelect={controls.onSelectAll} />
              </td>
            )}
          </tr>
          {invoices.map((invoice) => (
            <Row key={invoice.id} invoice={invoice} withPoints={withPoints} controls={controls} />
          ))}
        </tbody>
      ))}
    </table>
  );
}

type PickProps = { invoice: InvoiceRowFragment; controls: SelectionControls };
type RowProps = Omit<Props, 'groups'> & { invoice: InvoiceRowFragment };

function Row({ invoice, withPoints, controls }: RowProps) {
  const { id, number, kind, status, issueDate, dueDate, periodFrom, periodTo, gross, outstanding } = invoice;
  const isOpen = dueDate !== null && (status === 'OVERDUE' || status === 'DUE');
  // A phone shows one of the two: of the usual kinds the period, of the others the kind.
  const isUsual = (kind === 'SETTLEMENT' || kind === 'FORECAST') && (periodFrom ?? periodTo) !== null;
  return (
    <tr
      role="row"
      className={`ebok-finance__pickable${isOpen ? ' ebok-finance__open' : ''}${isUsual ? ' ebok-finance__usual' : ''}`}
    >
      <th role="rowheader" scope="row">
        <Pick invoice={invoice} controls={controls} />
        <a className="ebok-finance__number" href={`/finanse/${encodeURIComponent(id)}`}>
          {number}
        </a>
        <div className="ebok-finance__notes">
          <Note of="kind">{kindText(invoice)}</Note>
          <Note of="period-of">{period(periodFrom, periodTo)}</Note>
          {withPoints && <Points points={invoice.consumptionPoints} />}
        </div>
      </th>
      <Cell of="issued">{format.day(issueDate)}</Cell>
      <Cell of="due" label={t('invoices.by')}>
        {dueDate && <Day day={dueDate} />}
      </Cell>
      <td role="cell" className="ebok-finance__status">
        <StatusBadge invoice={invoice} />
      </td>
      <Cell of="gross">{format.money(gross)}</Cell>
      <Cell of={Number(outstanding) === 0 ? 'zero' : 'strong'}>{format.money(outstanding)}</Cell>
    </tr>
  );
}

/** The due date; abbreviated on small screens, so that the status fits beside it. */
function Day({ day }: { day: string }) {
  return (
    <>
      <span className="ebok-finance__day">{format.day(day)}</span>
      <span className="ebok-finance__day-short">{format.day(day, 'short')}</span>
    </>
  );
}

/** The consumption points; a number instead of names when there are many, as on documents of companies. */
function Points({ points }: { points: InvoiceRowFragment['consumptionPoints'] }) {
  if (points.length > MOST_POINTS) return <Note>{t('invoices.manyPoints', { count: points.length })}</Note>;
  return points.map(({ id, label }) => (
    <span key={id} lang="pl" className="muted small ebok-finance__line">
      {label}
    </span>
  ));
}

/** The checkbox. Checked by keyboard, it adds a link to pay as the next tab stop: the bar follows the list. */
function Pick({ invoice: { id, number, outstanding, payable }, controls }: PickProps) {
  const [byKeyboard, setByKeyboard] = useState(false);
  const checked = controls.selected.includes(id);
  const left = ({ currentTarget, relatedTarget }: FocusEvent) => {
    if (!currentTarget.contains(relatedTarget)) setByKeyboard(false);
  };
  return (
    // CSS cannot do this: a link hidden when the box loses the focus cannot receive it.
    <span onKeyUp={() => setByKeyboard(true)} onPointerDown={() => setByKeyboard(false)} onBlur={left}>
      <label className="ebok-finance__pick">
        <input
          type="checkbox"
          checked={checked}
          disabled={!checked && controls.selected.length >= MOST_SELECTED}
          onChange={() => controls.onToggle(id)}
        />
        <span className="visually-hidden">
          {payable && controls.mayPay
            ? t('select.document', { number, amount: format.money(outstanding) })
            : t('select.file', { number })}
        </span>
      </label>
      {byKeyboard && checked && controls.pay && (
        <a className="button button--small ebok-finance__pay-from-here" href={controls.pay.address}>
          {controls.pay.text}
        </a>
      )}
    </span>
  );
}

function Note({ of, children }: { of?: 'kind' | 'period-of'; children: string | null }) {
  return (
    children && (
      <span className={`muted small ebok-finance__line${of ? ` ebok-finance__${of}` : ''}`}>{children}</span>
    )
  );
}

const AMOUNTS = ['gross', 'zero', 'strong'];

/** A value. Small screens hide empty values and the less important of two neighbours. */
function Cell(props: {
  of: 'issued' | 'due' | 'gross' | 'zero' | 'strong';
  label?: string;
  children: ReactNode;
}) {
  const { of, label, children } = props;
  const names = [
    `ebok-finance__${of}`,
    AMOUNTS.includes(of) && 'table__number',
    !children && 'ebok-finance__empty',
  ];
  return (
    <td role="cell" data-label={label} className={names.filter(Boolean).join(' ')}>
      {children || '–'}
    </td>
  );
}
