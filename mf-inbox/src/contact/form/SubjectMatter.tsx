import { useQuery } from '@apollo/client/react';
import { format, isNotFound } from '@ebok/shell';
import { useEffect, useEffectEvent } from 'react';
import {
  ChosenInvoiceDocument,
  TicketInvoicesDocument,
  TicketPointsDocument,
  type TicketInvoiceFragment,
} from '../generated/graphql';
import type { Place } from '../place';
import { t } from '../texts';
import { Field } from './Field';
import type { FieldName } from './problems';

interface Props {
  place: Place;
  withInvoices: boolean;
  withPoints: boolean;
  onChange: (place: Place) => void;
}

/** The document and the point that a request is about. A request can go without them, so a failure hides them. */
export function SubjectMatter({ place, withInvoices, withPoints, onChange }: Props) {
  return (
    <>
      {withInvoices && (
        <InvoiceChoice chosen={place.invoice} onChange={(invoice) => onChange({ ...place, invoice })} />
      )}
      {withPoints && <PointChoice chosen={place.point} onChange={(point) => onChange({ ...place, point })} />}
    </>
  );
}

interface ChoiceProps {
  chosen: string;
  onChange: (id: string) => void;
}

function InvoiceChoice({ chosen, onChange }: ChoiceProps) {
  const { data } = useQuery(TicketInvoicesDocument);
  const newest = data?.customer.invoices.edges.map(({ node }) => node) ?? [];
  const isOlder = chosen !== '' && data !== undefined && !newest.some(({ id }) => id === chosen);
  const { data: older, error } = useQuery(ChosenInvoiceDocument, {
    variables: { id: chosen },
    skip: !isOlder,
  });
  const invoices = isOlder && older ? [older.customer.invoice, ...newest] : newest;
  useUnchosen(isOlder && isNotFound(error), onChange);
  const options = invoices.map((invoice) => ({ id: invoice.id, name: nameOf(invoice) }));
  return <Choice name="invoice" value={chosen} options={options} onChange={onChange} />;
}

function nameOf({ number, issueDate, gross }: TicketInvoiceFragment): string {
  return `${number}, ${format.day(issueDate, 'short')}, ${format.money(gross)}`;
}

function PointChoice({ chosen, onChange }: ChoiceProps) {
  const { data } = useQuery(TicketPointsDocument);
  const points = data?.customer.consumptionPoints ?? [];
  useUnchosen(chosen !== '' && data !== undefined && !points.some(({ id }) => id === chosen), onChange);
  const options = points.map(({ id, label }) => ({ id, name: label }));
  return <Choice name="point" value={chosen} options={options} onChange={onChange} />;
}

/** Drops a choice that is not this customer's: an address may come from another customer's page. */
function useUnchosen(isUnknown: boolean, onChange: (id: string) => void) {
  const drop = useEffectEvent(() => onChange(''));
  useEffect(() => {
    if (isUnknown) drop();
  }, [isUnknown]);
}

interface ListProps {
  name: FieldName & ('invoice' | 'point');
  value: string;
  options: { id: string; name: string }[];
  onChange: (id: string) => void;
}

function Choice({ name, value, options, onChange }: ListProps) {
  if (options.length === 0) return null;
  return (
    <Field name={name} label={t(`form.${name}`)} problems={[]}>
      {(control) => (
        <select
          {...control}
          value={options.some(({ id }) => id === value) ? value : ''}
          onChange={({ target }) => onChange(target.value)}
        >
          <option value="">{t(`form.${name}.none`)}</option>
          {options.map((option) => (
            <option key={option.id} value={option.id}>
              {option.name}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}
