import { useEffect, useRef } from 'react';
import { Icon } from '../Icon';
import { t } from '../texts';
import type { FieldProblem } from './problems';

interface Props {
  problems: readonly FieldProblem[];
  /** Changes with each attempt to send: its problems get the focus, which stays in the field while one mends them. */
  attempt: number;
}

/** All problems in one place, each with a link to its field. */
export function ProblemSummary({ problems, attempt }: Props) {
  const summary = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (attempt > 0) summary.current?.focus();
  }, [attempt]);
  if (problems.length === 0) return null;
  return (
    <div className="alert alert--danger form__summary" role="alert" tabIndex={-1} ref={summary}>
      <Icon name="warning" />
      <p className="alert__title">{t('form.problems', { count: problems.length })}</p>
      <ul>
        {problems.map((problem) => (
          <li key={`${problem.field} ${problem.message}`}>
            {problem.field ? (
              <a
                href={`#${problem.field}`}
                onClick={(event) => {
                  event.preventDefault();
                  document.getElementById(problem.field!)?.focus();
                }}
              >
                {problem.message}
              </a>
            ) : (
              problem.message
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}
