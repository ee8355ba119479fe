import { NotFound } from '@ebok/shell/react';
import { documentList } from './documentList';
import { t } from '../texts';

/** No such document, or none of this customer. */
export function NotFoundPage() {
  return <NotFound list={documentList.address} t={t} />;
}
