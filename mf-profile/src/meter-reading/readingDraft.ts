import { client, session } from '@ebok/shell';
import { UploadList } from '@ebok/shell/uploads';
import { reactive } from 'vue';
import { MeterReadingDocument } from './generated/graphql';

/** As many as the gateway takes. */
const MOST_PHOTOS = 5;

export interface ReadingDraft {
  typed: {
    takenOn: string;
    /** As typed, by zone. */
    values: Record<string, string>;
  };
  photos: UploadList;
}

/**
 * What was typed outlives the page: a change of language makes it anew, and Back comes here again. It is stored
 * nowhere.
 */
const drafts = new Map<string, ReadingDraft>();

/** The draft of a point's reading; a new one is of this day. */
export function draftOf(point: string, takenOn: string): ReadingDraft {
  const draft = drafts.get(point) ?? {
    typed: reactive({ takenOn, values: {} }),
    photos: new UploadList({
      customerId: session.current?.customer.id ?? '',
      most: MOST_PHOTOS,
      onSignedOut: () => void askForSession(point),
    }),
  };
  drafts.set(point, draft);
  return draft;
}

/** Forgets a draft that was sent. */
export function dropDraft(point: string): void {
  drafts.delete(point);
}

/** Any operation tells the shell that the session is over; it leads to the sign-in page. */
async function askForSession(id: string): Promise<void> {
  const query = { query: MeterReadingDocument, variables: { id }, fetchPolicy: 'no-cache' } as const;
  await client.query(query).catch(() => {});
}
