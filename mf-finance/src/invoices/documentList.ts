import { lastList } from '@ebok/shell/react';

/** The address of the list of documents as it was left. */
export const documentList = lastList('/finanse');
