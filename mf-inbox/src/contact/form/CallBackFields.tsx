import { useQuery } from '@apollo/client/react';
import { session } from '@ebok/shell';
import { Failed } from '@ebok/shell/react';
import { useEffect } from 'react';
import { CallBackHoursDocument, type CallBackInput } from '../generated/graphql';
import { ListSkeleton } from '../../components/Skeletons';
import { t } from '../texts';
import { callBackDays, clockName, dayName, timesAfter, type CallBackDay } from './callBackTimes';
import { Field } from './Field';
import type { FieldProblem } from './problems';

type CallBackField = 'phone' | 'date' | 'from' | 'to';

interface Props {
  value: CallBackInput | null;
  problems: readonly FieldProblem[];
  onChange: (value: CallBackInput, field: CallBackField) => void;
  /** Receives what is shown, also where nothing was chosen yet. */
  onShown: (value: CallBackInput) => void;
}

/** Where and when to call, within the opening hours for this kind of customer. */
export function CallBackFields(props: Props) {
  const { data, error, refetch } = useQuery(CallBackHoursDocument, { fetchPolicy: 'no-cache' });
  if (error) return <Failed error={error} onRetry={() => void refetch()} />;
  if (!data) return <ListSkeleton rows={2} />;
  const kind = session.current?.customer.kind;
  const channel = data.service.support.find(({ audience }) => audience === kind) ?? data.service.support[0];
  const days = callBackDays(channel?.callBackDays ?? []);
  if (days.length === 0) return <p className="alert alert--info">{t('form.noHours')}</p>;
  const phone = data.customer.contact.phone ?? '';
  // A masked number is no number to call.
  return <Fields {...props} days={days} phone={phone.includes('*') ? '' : phone} />;
}

interface FieldsProps extends Props {
  days: CallBackDay[];
  /** The customer's number in billing, offered first. */
  phone: string;
}

function Fields({ value, problems, onChange, onShown, days, phone }: FieldsProps) {
  const dayOf = (date: string | undefined) => days.find(({ day }) => day === date);
  // The time of an old draft may be over.
  const isOffered = value !== null && timesAfter(value.from, dayOf(value.date)).includes(value.to);
  const shown = isOffered ? value : wholeDay(value?.phone ?? phone, dayOf(value?.date) ?? days[0]);
  const content = JSON.stringify(shown);
  useEffect(() => onShown(JSON.parse(content) as CallBackInput), [content, onShown]);
  const shownDay = dayOf(shown.date);
  const ends = timesAfter(shown.from, shownDay);
  const change = (field: CallBackField, text: string) => {
    const next = { ...shown, [field]: text };
    const later = timesAfter(next.from, shownDay);
    if (!later.includes(next.to)) next.to = later.at(-1) ?? '';
    onChange(field === 'date' ? wholeDay(shown.phone, dayOf(text)) : next, field);
  };
  const choice = (field: CallBackField, options: { value: string; name: string }[]) => (
    <Field name={field} label={t(`form.${field}`)} problems={problems}>
      {(control) => (
        <select {...control} value={shown[field]} onChange={({ target }) => change(field, target.value)}>
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.name}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
  const asOptions = (all: string[]) => all.map((time) => ({ value: time, name: clockName(time) }));
  return (
    <>
      <Field name="phone" label={t('form.phone')} problems={problems}>
        {(control) => (
          <input
            {...control}
            type="tel"
            autoComplete="tel"
            value={shown.phone}
            onChange={({ target }) => change('phone', target.value)}
          />
        )}
      </Field>
      {choice(
        'date',
        days.map(({ day }) => ({ value: day, name: dayName(day) })),
      )}
      <div className="ebok-inbox__hours">
        {choice('from', asOptions((shownDay?.spans ?? []).flatMap((times) => times.slice(0, -1))))}
        {choice('to', asOptions(ends))}
      </div>
    </>
  );
}

/** A day's first span, whole. */
function wholeDay(phone: string, day: CallBackDay | undefined): CallBackInput {
  const times = day?.spans[0] ?? [];
  return { phone, date: day?.day ?? '', from: times[0] ?? '', to: times.at(-1) ?? '' };
}
