import { Failed as FailedAlert } from '@ebok/shell/react';
import { t } from '../texts';

/** The error of a failed query, with a button to retry. */
export function Failed(props: { error: Error; onRetry: () => void }) {
  return <FailedAlert {...props} t={t} />;
}
