// The files of one form: each is uploaded, cancelled and repeated by itself.
import { discard, upload, type Upload } from './upload';

/** In bytes, as the gateway takes them. */
const LARGEST_FILE = 10 * 1024 * 1024;
/** Few at once, so that one of them is complete soon on a slow connection. */
const AT_ONCE = 2;

export type FileState = 'waiting' | 'sending' | 'done' | 'broken' | 'refused' | 'tooLarge' | 'empty';

export interface ListedFile {
  key: number;
  name: string;
  size: number;
  state: FileState;
  /** The sent part, 0 to 1. */
  progress: number;
  /** The gateway's id, once the file is there. */
  id?: string;
  /** The gateway's reason for a refusal. */
  message?: string | undefined;
}

/** A file that the gateway has. */
export interface KeptFile {
  id: string;
  name: string;
  size: number;
}

/** On its way, or about to be. */
export const isOnItsWay = ({ state }: ListedFile): boolean => state === 'waiting' || state === 'sending';

/** Nobody would get this file: it is sent again, or taken away. */
export const isUnsent = (file: ListedFile): boolean => file.state !== 'done' && !isOnItsWay(file);

interface Options {
  customerId: string;
  /** How many files the form takes. */
  most: number;
  /** Files that the gateway has already. */
  kept?: readonly KeptFile[];
  /** Called when the gateway knows no session any more. */
  onSignedOut: () => void;
}

export class UploadList {
  files: readonly ListedFile[] = [];
  /** The names that did not fit any more. */
  left: readonly string[] = [];
  private last = 0;
  private sources = new Map<number, File>();
  private uploads = new Map<number, Upload>();
  private listeners = new Set<() => void>();

  constructor(private readonly options: Options) {
    this.restore(options.kept ?? []);
  }

  get most(): number {
    return this.options.most;
  }

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** Lists files that the gateway has already. */
  restore(kept: readonly KeptFile[]): void {
    const known = kept.map(({ id, name, size }): ListedFile => ({
      key: ++this.last,
      id,
      name,
      size,
      state: 'done',
      progress: 1,
    }));
    this.show(known);
  }

  /** Adds chosen files, as many as are allowed. */
  add(chosen: readonly File[]): void {
    const room = Math.max(0, this.most - this.files.length);
    const added = chosen.slice(0, room).map((file): ListedFile => {
      const key = ++this.last;
      this.sources.set(key, file);
      return { key, name: file.name, size: file.size, state: stateOf(file), progress: 0 };
    });
    this.left = chosen.slice(room).map(({ name }) => name);
    this.show([...this.files, ...added]);
    this.next();
  }

  /** Uploads one file again; the others stay as they are. */
  retry(key: number): void {
    this.change(key, { state: 'waiting', progress: 0, message: undefined });
    this.next();
  }

  /** Cancels a file's upload, or takes the uploaded file away. */
  remove(key: number): void {
    const file = this.files.find((one) => one.key === key);
    this.left = [];
    this.show(this.files.filter((one) => one.key !== key));
    this.sources.delete(key);
    this.uploads.get(key)?.cancel();
    if (file?.id) discard(file.id, this.options.customerId);
    this.next();
  }

  /** Empties the list. The files stay on the server for a while, so that this can be undone. */
  clear(): readonly KeptFile[] {
    const kept = this.files.flatMap(({ id, name, size }) => (id ? [{ id, name, size }] : []));
    this.leave();
    this.left = [];
    this.show([]);
    return kept;
  }

  /** Cancels what is on its way. */
  leave(): void {
    this.sources.clear();
    for (const one of this.uploads.values()) one.cancel();
  }

  /** Waits until no upload is on its way. */
  settled(): Promise<void> {
    return new Promise((resolve) => {
      const look = () => {
        if (this.isBusy()) return;
        this.listeners.delete(look);
        resolve();
      };
      this.listeners.add(look);
      look();
    });
  }

  isBusy(): boolean {
    return this.files.some(isOnItsWay);
  }

  private next(): void {
    while (this.uploads.size < AT_ONCE) {
      const file = this.files.find(({ state }) => state === 'waiting');
      const source = file && this.sources.get(file.key);
      if (!file || !source) return;
      void this.send(file.key, source);
    }
  }

  private async send(key: number, source: File): Promise<void> {
    const sent = upload(source, this.options.customerId, (progress) => this.change(key, { progress }));
    this.uploads.set(key, sent);
    this.change(key, { state: 'sending' });
    const outcome = await sent.outcome;
    this.uploads.delete(key);
    const isListed = this.files.some((one) => one.key === key);
    if (outcome.kind === 'done') {
      const { id, name, size } = outcome;
      // Cancelled when the gateway had it already.
      if (!isListed) discard(id, this.options.customerId);
      this.change(key, {
        state: 'done',
        progress: 1,
        id,
        name: name || source.name,
        size: size || source.size,
      });
    } else if (outcome.kind === 'refused') this.change(key, { state: 'refused', message: outcome.message });
    else {
      const message = outcome.kind === 'broken' ? outcome.message : undefined;
      this.change(key, { state: 'broken', progress: 0, message });
      if (outcome.kind === 'signedOut') this.options.onSignedOut();
    }
    this.next();
  }

  private change(key: number, change: Partial<ListedFile>): void {
    this.show(this.files.map((file) => (file.key === key ? { ...file, ...change } : file)));
  }

  private show(files: readonly ListedFile[]): void {
    this.files = files;
    for (const listener of [...this.listeners]) listener();
  }
}

function stateOf({ size }: File): FileState {
  if (size > LARGEST_FILE) return 'tooLarge';
  return size === 0 ? 'empty' : 'waiting';
}
