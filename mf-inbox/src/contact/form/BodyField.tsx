import { t } from '../texts';
import { Field } from './Field';
import type { FieldProblem } from './problems';

/** The gateway's limits of a request and a reply. */
export const LONGEST_BODY = 10_000;
export const LONGEST_SUBJECT = 200;
/** The counter appears near the limit; far from it, it would only be noise. */
const NEAR = 1_000;

interface Props {
  label: string;
  value: string;
  rows: number;
  problems: readonly FieldProblem[];
  onChange: (value: string) => void;
}

/** A text of several lines. It may be too long while it is written: cutting a pasted text would lose its end. */
export function BodyField({ label, value, rows, problems, onChange }: Props) {
  const left = LONGEST_BODY - value.length;
  return (
    <div className="stack stack--tight">
      <Field name="body" label={label} problems={problems}>
        {(control) => (
          <textarea
            {...control}
            value={value}
            rows={rows}
            onChange={({ target }) => onChange(target.value)}
          />
        )}
      </Field>
      {left <= NEAR && (
        <p className={left < 0 ? 'field__problem' : 'field__hint'}>
          {left < 0 ? t('form.tooMuch', { count: -left }) : t('form.left', { count: left })}
        </p>
      )}
      {/* Spoken in steps only: a number at each letter would drown the letters. */}
      <p className="visually-hidden" role="status">
        {left < 0
          ? t('form.tooMuch', { count: -left })
          : left <= NEAR
            ? t('form.left', { count: Math.ceil(left / 100) * 100 })
            : ''}
      </p>
    </div>
  );
}
