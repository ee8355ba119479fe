import { Failed as FailedAlert } from '@ebok/shell/react';
import { t } from '../texts';

/** An error message with a Retry button. */
export function Failed(props: { error: Error; onRetry: () => void }) {
  return <FailedAlert {...props} t={t} />;
}
