import { Failed as FailedAlert } from '@ebok/shell/react';
import { t } from '../texts';

/** What could not be loaded, and a way to try again. */
export function Failed(props: { error: Error; onRetry: () => void }) {
  return <FailedAlert {...props} t={t} />;
}
