// Short notices; the layout shows them and announces them to screen readers.
export type Kind = 'info' | 'success' | 'error';
export interface Notice {
  id: number;
  text: string;
  kind: Kind;
}

const listeners = new Set<(notice: Notice) => void>();
let last = 0;

/** Shows a notice that does not belong to one place of the page. */
export function notify(text: string, kind: Kind = 'info'): void {
  const notice = { id: ++last, text, kind };
  for (const listener of [...listeners]) listener(notice);
}

export function onNotice(listener: (notice: Notice) => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
