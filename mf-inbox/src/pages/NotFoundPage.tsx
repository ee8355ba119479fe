import { NotFound } from '@ebok/shell/react';
import { messageList } from '../components/lastMessages';
import { t } from '../texts';

/** No such message, or one of another customer. */
export function NotFoundPage() {
  return <NotFound list={messageList.address} t={t} />;
}
