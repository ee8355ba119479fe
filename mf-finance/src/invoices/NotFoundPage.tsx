import { NotFound } from '@ebok/shell/react';
import { t } from '../texts';
import { documentList } from './documentList';

/** Shown for unknown documents and those of other customers alike. */
export function NotFoundPage() {
  return <NotFound list={documentList.address} t={t} />;
}
