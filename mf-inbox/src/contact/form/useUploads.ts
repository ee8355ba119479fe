import { useApolloClient } from '@apollo/client/react';
import { session } from '@ebok/shell';
import { UploadList, type KeptFile } from '@ebok/shell/uploads';
import { useEffect, useState, useSyncExternalStore } from 'react';
import { TicketDraftDocument } from '../generated/graphql';

const MOST_FILES = 5;

/** The files of a form: those of its draft, and what is added. */
export function useUploads(kept: readonly KeptFile[]) {
  const client = useApolloClient();
  const [customerId] = useState(() => session.current?.customer.id ?? '');
  const [uploads] = useState(() => {
    // Any operation tells the shell that the session is over; it leads to the sign-in page.
    const ask = () => client.query({ query: TicketDraftDocument, fetchPolicy: 'no-cache' });
    const onSignedOut = () => void ask().catch(() => {});
    return new UploadList({ customerId, most: MOST_FILES, kept, onSignedOut });
  });
  const files = useSyncExternalStore(uploads.subscribe, () => uploads.files);
  useEffect(() => () => uploads.leave(), [uploads]);
  return { uploads, customerId, attachmentIds: files.flatMap(({ id }) => id ?? []) };
}
