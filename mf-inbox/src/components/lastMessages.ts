import { lastList } from '@ebok/shell/react';

/** Remembers the address of the message list. */
export const messageList = lastList('/wiadomosci');
