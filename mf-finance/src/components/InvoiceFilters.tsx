import { useDraft } from '@ebok/shell/react';
import { useId, useState } from 'react';
import { t } from '../texts';
import { countFilters, KINDS, LONGEST_TEXT, ORDERS, STATUSES, type InvoiceSearch } from './invoiceSearch';
import { Icon } from './Icon';

interface Props {
  search: InvoiceSearch;
  points: { id: string; label: string }[];
  onChange: (change: Partial<InvoiceSearch>) => void;
}

/** The text is always there; the rest opens below it, and is open where something is set. */
export function InvoiceFilters({ search, points, onChange }: Props) {
  const count = countFilters(search);
  const [open, setOpen] = useState(count > 0);
  const [text, setText, commitText] = useDraft(search.text, (value) => onChange({ text: value.trim() }));
  const panel = useId();
  return (
    <form role="search" className="ebok-finance__filters" onSubmit={(event) => event.preventDefault()}>
      <div className="ebok-finance__searchbar">
        <label className="field">
          <span className="field__label">{t('filters.text')}</span>
          <input
            className="field__input"
            type="search"
            value={text}
            maxLength={LONGEST_TEXT}
            autoComplete="off"
            enterKeyHint="search"
            onChange={(event) => setText(event.target.value)}
            // A form with several fields and no button for it is not sent by Enter.
            onKeyDown={(event) => event.key === 'Enter' && commitText()}
          />
        </label>
        <button
          type="button"
          className="button button--secondary"
          aria-expanded={open}
          aria-controls={panel}
          onClick={() => setOpen(!open)}
        >
          <Icon name="filter" />
          {count > 0 ? t('filters.openCount', { count }) : t('filters.open')}
        </button>
      </div>
      <div id={panel} className="ebok-finance__panel" hidden={!open}>
        <Checks
          legend={t('filters.status')}
          options={STATUSES}
          name={(status) => t(`status.${status}`)}
          chosen={search.status}
          onChange={(status) => onChange({ status })}
        />
        <Checks
          legend={t('filters.kind')}
          options={KINDS}
          name={(kind) => t(`kind.${kind}`)}
          chosen={search.kind}
          onChange={(kind) => onChange({ kind })}
        />
        <Period search={search} onChange={onChange} />
        {(points.length > 1 || search.point) && (
          <Choice
            label={t('filters.point')}
            value={search.point}
            options={[{ id: '', label: t('filters.allPoints') }, ...points]}
            onChange={(point) => onChange({ point })}
          />
        )}
        <Choice
          label={t('filters.order')}
          value={search.order}
          options={ORDERS.map((order) => ({ id: order, label: t(`order.${order}`) }))}
          onChange={(value) => onChange({ order: ORDERS.find((order) => order === value) })}
        />
      </div>
    </form>
  );
}

function Period({ search, onChange }: Pick<Props, 'search' | 'onChange'>) {
  const [from, setFrom] = useDraft(search.issuedFrom, (issuedFrom) => onChange({ issuedFrom }));
  const [to, setTo] = useDraft(search.issuedTo, (issuedTo) => onChange({ issuedTo }));
  const problem = useId();
  const backwards = Boolean(from && to && from > to);
  const described = backwards ? { 'aria-invalid': true, 'aria-describedby': problem } : {};
  return (
    <fieldset className="ebok-finance__period">
      <legend className="field__label">{t('filters.issued')}</legend>
      <label className="field">
        <span className="field__label">{t('filters.from')}</span>
        <input
          className="field__input"
          type="date"
          value={from}
          onChange={(event) => setFrom(event.target.value)}
          {...described}
        />
      </label>
      <label className="field">
        <span className="field__label">{t('filters.to')}</span>
        <input
          className="field__input"
          type="date"
          value={to}
          onChange={(event) => setTo(event.target.value)}
          {...described}
        />
      </label>
      {backwards && (
        <p id={problem} className="field__problem" role="alert">
          {t('filters.backwards')}
        </p>
      )}
    </fieldset>
  );
}

function Choice(props: {
  label: string;
  value: string;
  options: { id: string; label: string }[];
  onChange: (value: string) => void;
}) {
  return (
    <label className="field">
      <span className="field__label">{props.label}</span>
      <select
        className="field__input"
        value={props.value}
        onChange={(event) => props.onChange(event.target.value)}
      >
        {props.options.map(({ id, label }) => (
          <option key={id} value={id}>
            {label}
          </option>
        ))}
      </select>
    </label>
  );
}

function Checks<T extends string>(props: {
  legend: string;
  options: T[];
  name: (option: T) => string;
  chosen: T[];
  onChange: (chosen: T[]) => void;
}) {
  const { chosen, options } = props;
  const toggle = (option: T) =>
    props.onChange(options.filter((other) => chosen.includes(other) !== (other === option)));
  return (
    <fieldset className="ebok-finance__checks">
      <legend className="field__label">{props.legend}</legend>
      {options.map((option) => (
        <label key={option} className="check">
          <input type="checkbox" checked={chosen.includes(option)} onChange={() => toggle(option)} />
          {props.name(option)}
        </label>
      ))}
    </fieldset>
  );
}
