import type { ReactNode } from 'react';
import { Icon } from '../Icon';
import type { FieldName, FieldProblem } from './problems';

interface ControlProps {
  id: string;
  className: string;
  'aria-invalid': boolean;
  'aria-describedby': string | undefined;
}

interface Props {
  name: FieldName;
  label: string;
  hint?: ReactNode;
  problems: readonly FieldProblem[];
  /** Draws the control. */
  children: (control: ControlProps) => ReactNode;
}

/** A control with its label, its hint and its problem. */
export function Field({ name, label, hint, problems, children }: Props) {
  const problem = problems.find(({ field }) => field === name);
  const described = [hint && `${name}-hint`, problem && `${name}-problem`].filter(Boolean).join(' ');
  return (
    <div className="field">
      <label className="field__label" htmlFor={name}>
        {label}
      </label>
      {hint && (
        <p className="field__hint" id={`${name}-hint`}>
          {hint}
        </p>
      )}
      {children({
        id: name,
        className: 'field__input',
        'aria-invalid': problem !== undefined,
        'aria-describedby': described || undefined,
      })}
      <ProblemAt name={name} problems={problems} />
    </div>
  );
}

/** The problem of one field, beside it. */
export function ProblemAt({ name, problems }: Pick<Props, 'name' | 'problems'>) {
  const problem = problems.find(({ field }) => field === name);
  if (!problem) return null;
  return (
    <p className="field__problem" id={`${name}-problem`}>
      <Icon name="warning" />
      {problem.message}
    </p>
  );
}
