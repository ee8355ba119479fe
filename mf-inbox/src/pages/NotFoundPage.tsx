import { NotFound } from '@ebok/shell/react';
import { t } from '../texts';

/** No such message, or none of this customer. */
export function NotFoundPage() {
  return <NotFound list="/wiadomosci" t={t} />;
}
