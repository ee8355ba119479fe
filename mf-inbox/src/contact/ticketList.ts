import { lastList } from '@ebok/shell/react';

/** Remembers the address of the list of requests. */
export const ticketList = lastList('/kontakt');
