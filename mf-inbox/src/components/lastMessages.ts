import { lastList } from '@ebok/shell/react';

/** Where the list of messages was left. */
export const messageList = lastList('/wiadomosci');
