// Saves what is typed on the server. The browser stores nothing, so a shared computer keeps nothing.
import type { ApolloClient } from '@apollo/client';
import { SaveTicketDraftDocument, type TicketDraftInput } from '../generated/graphql';

/** The pause after the last change, and the longest time without a save while someone types on. */
const PAUSE = 1000;
const LONGEST = 5000;
const RETRY = 5000;

/** The newest save on its way. */
let saving: Promise<void> = Promise.resolve();

/** Waits for saves on their way, and for those that follow: what opens meanwhile would show an older text. */
export async function draftsSaved(): Promise<void> {
  let last: Promise<void>;
  do {
    last = saving;
    await last;
  } while (last !== saving);
}

export interface DraftState {
  /** True while something typed is not on the server yet. */
  unsaved: boolean;
  /** True when the last attempt failed; it is repeated. */
  failed: boolean;
  /** The time of the last save; null before, and while there is nothing to keep. */
  savedAt: string | null;
}

/** One draft on the server. Saves run one after another, so that an older text never replaces a newer one. */
export class DraftSaver {
  state: DraftState;
  #wanted: TicketDraftInput;
  #savedKey: string;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #unsavedSince = 0;
  #running: Promise<void> | undefined;
  #stopped = false;
  #listeners = new Set<() => void>();

  constructor(
    private readonly client: ApolloClient,
    saved: TicketDraftInput,
    savedAt: string | null,
  ) {
    this.#wanted = saved;
    this.#savedKey = JSON.stringify(saved);
    this.state = { unsaved: false, failed: false, savedAt };
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Takes the present content, which is saved soon. */
  change(input: TicketDraftInput): void {
    this.#wanted = input;
    if (this.#stopped || !this.#isUnsaved()) return;
    if (!this.state.unsaved) this.#unsavedSince = Date.now();
    this.#set({ unsaved: true });
    this.#schedule(Math.min(PAUSE, this.#unsavedSince + LONGEST - Date.now()));
  }

  /** Saves at once what is not saved yet. `keepalive`: the request outlives the page. */
  async flush({ keepalive = false } = {}): Promise<void> {
    clearTimeout(this.#timer);
    await this.#running;
    if (this.#stopped || !this.#isUnsaved()) return;
    this.#running ??= saving = this.#save(keepalive);
    await this.#running;
  }

  /** Pauses saving while the text is sent. A save on its way is waited for, since it would bring the draft back. */
  async stop(): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#timer);
    await this.#running;
  }

  /** The text was sent, so nothing is left to save. */
  finish(): void {
    this.#set({ unsaved: false, failed: false });
  }

  /** Goes on saving: the text could not be sent. */
  resume(): void {
    this.#stopped = false;
    this.change(this.#wanted);
  }

  async #save(keepalive: boolean): Promise<void> {
    const input = this.#wanted;
    try {
      const { data } = await this.client.mutate({
        mutation: SaveTicketDraftDocument,
        variables: { input },
        context: { keepalive },
        fetchPolicy: 'no-cache',
      });
      this.#savedKey = JSON.stringify(input);
      this.#unsavedSince = Date.now();
      const savedAt = data?.saveTicketDraft?.savedAt ?? null;
      this.#set({ unsaved: this.#isUnsaved(), failed: false, savedAt });
    } catch {
      this.#set({ failed: true });
    }
    this.#running = undefined;
    if (this.#isUnsaved() && !this.#stopped) this.#schedule(this.state.failed ? RETRY : PAUSE);
  }

  #isUnsaved(): boolean {
    return JSON.stringify(this.#wanted) !== this.#savedKey;
  }

  #schedule(pause: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.flush(), Math.max(0, pause));
  }

  #set(change: Partial<DraftState>): void {
    this.state = { ...this.state, ...change };
    for (const listener of [...this.#listeners]) listener();
  }
}
