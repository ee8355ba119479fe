import { lastList } from '@ebok/shell/react';

/** Where the list of documents was left. */
export const documentList = lastList('/finanse');
