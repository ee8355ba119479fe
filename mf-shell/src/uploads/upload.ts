// One file on its way to the gateway. XMLHttpRequest, because fetch does not report the progress of a request's body.
import { language } from '@ebok/shell';

/** A connection that moves nothing for this long is broken. */
const STALLED_MS = 45_000;

export type UploadOutcome =
  | { kind: 'done'; id: string; name: string; size: number }
  /** The gateway refused the file, for the reason in the sentence. */
  | { kind: 'refused'; message: string | undefined }
  /** The connection broke, or the gateway failed: worth another attempt. The sentence says when, if the gateway does. */
  | { kind: 'broken'; message?: string | undefined }
  | { kind: 'signedOut' };

export interface Upload {
  outcome: Promise<UploadOutcome>;
  cancel(): void;
}

interface Answer {
  id?: string;
  name?: string;
  size?: number;
  /** Refusals of the file itself. */
  problems?: { message: string }[];
  /** All other refusals, in the form of GraphQL's errors. */
  errors?: { message: string }[];
}

const addressOf = (customerId: string, id = '') =>
  `/files/attachments${id && `/${encodeURIComponent(id)}`}?customer=${encodeURIComponent(customerId)}`;

/** Sends a file. `onProgress` gets the sent part, 0 to 1. */
export function upload(file: File, customerId: string, onProgress: (part: number) => void): Upload {
  const request = new XMLHttpRequest();
  let stalled: ReturnType<typeof setTimeout> | undefined;
  const watch = () => {
    clearTimeout(stalled);
    stalled = setTimeout(() => request.abort(), STALLED_MS);
  };
  const outcome = new Promise<UploadOutcome>((resolve) => {
    request.upload.onprogress = ({ loaded, total }) => {
      watch();
      if (total > 0) onProgress(loaded / total);
    };
    request.onload = () => resolve(outcomeOf(request.status, request.responseText));
    request.onerror = request.onabort = () => resolve({ kind: 'broken' });
    request.onloadend = () => clearTimeout(stalled);
  });
  request.open('POST', addressOf(customerId));
  request.setRequestHeader('apollo-require-preflight', '1');
  request.setRequestHeader('accept-language', language.current);
  const body = new FormData();
  body.append('file', file, file.name);
  watch();
  request.send(body);
  return { outcome, cancel: () => request.abort() };
}

function outcomeOf(status: number, text: string): UploadOutcome {
  const answer = parsed(text);
  if (status === 201 && answer.id)
    return { kind: 'done', id: answer.id, name: answer.name ?? '', size: answer.size ?? 0 };
  if (status === 401) return { kind: 'signedOut' };
  const message = (answer.problems ?? answer.errors)?.[0]?.message;
  if (status === 429) return { kind: 'broken', message };
  if (status >= 500 || status === 0 || status === 408) return { kind: 'broken' };
  return { kind: 'refused', message };
}

/** A proxy's error page is no answer of the gateway. */
function parsed(text: string): Answer {
  try {
    return (JSON.parse(text) as Answer | null) ?? {};
  } catch {
    return {};
  }
}

/** Takes an uploaded file away. A failure does no harm: the gateway clears files that no request has. */
export function discard(id: string, customerId: string): void {
  const headers = { 'apollo-require-preflight': '1' };
  fetch(addressOf(customerId, id), { method: 'DELETE', headers, keepalive: true }).catch(() => {});
}
