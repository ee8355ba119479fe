import { Checks, SearchForm, useDraft } from '@ebok/shell/react';
import { useId } from 'react';
import { t } from '../texts';
import { countFilters, KINDS, ORDERS, STATUSES, type InvoiceSearch } from './invoiceSearch';

interface Props {
  search: InvoiceSearch;
  points: { id: string; label: string }[];
  onChange: (change: Partial<InvoiceSearch>) => void;
}

/** The filters and the order of the list of documents. */
export function InvoiceFilters({ search, points, onChange }: Props) {
  const count = countFilters(search);
  return (
    <SearchForm
      text={search.text}
      onText={(text) => onChange({ text })}
      count={count}
      says={{
        text: t('filters.text'),
        filters: count > 0 ? t('filters.openCount', { count }) : t('filters.open'),
      }}
    >
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
        <SelectField
          label={t('filters.point')}
          value={search.point}
          options={[
            { id: '', label: t('filters.allPoints') },
            ...points.map((point) => ({ ...point, lang: 'pl' })),
          ]}
          onChange={(point) => onChange({ point })}
        />
      )}
      <SelectField
        label={t('filters.order')}
        value={search.order}
        options={ORDERS.map((order) => ({ id: order, label: t(`order.${order}`) }))}
        onChange={(value) => onChange({ order: ORDERS.find((order) => order === value) })}
      />
    </SearchForm>
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

function SelectField(props: {
  label: string;
  value: string;
  /** `lang` is set where the label is not in the reader's language. */
  options: { id: string; label: string; lang?: string }[];
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
        {props.options.map(({ id, label, lang }) => (
          <option key={id} value={id} lang={lang}>
            {label}
          </option>
        ))}
      </select>
    </label>
  );
}
