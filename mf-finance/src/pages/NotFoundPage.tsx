import { NotFound } from '@ebok/shell/react';
import { t } from '../texts';

/** No such document, or none of this customer. */
export function NotFoundPage() {
  return <NotFound list="/finanse" t={t} />;
}
