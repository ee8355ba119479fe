import { NotFound } from '@ebok/shell/react';
import { lastList } from '../components/lastList';
import { t } from '../texts';

/** No such document, or none of this customer. */
export function NotFoundPage() {
  return <NotFound list={lastList()} t={t} />;
}
