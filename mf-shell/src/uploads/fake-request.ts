// Uploads without a network: each request waits until the test lets it go on.
/** Requests that were sent, oldest first. */
export const requests: FakeRequest[] = [];

interface Progress {
  loaded: number;
  total: number;
}

export class FakeRequest {
  readonly upload: { onprogress: ((event: Progress) => void) | null } = { onprogress: null };
  onload: (() => void) | null = null;
  onerror: (() => void) | null = null;
  onabort: (() => void) | null = null;
  onloadend: (() => void) | null = null;
  status = 0;
  responseText = '';
  address = '';
  headers: Record<string, string> = {};
  aborted = false;
  name = '';

  open(_method: string, address: string): void {
    this.address = address;
  }
  setRequestHeader(name: string, value: string): void {
    this.headers[name] = value;
  }
  send(body: FormData): void {
    this.name = (body.get('file') as File).name;
    requests.push(this);
  }
  abort(): void {
    if (this.aborted) return;
    this.aborted = true;
    this.onabort?.();
    this.onloadend?.();
  }

  progress(part: number): void {
    this.upload.onprogress?.({ loaded: part * 1000, total: 1000 });
  }
  /** The gateway has the file. */
  done(id: string): void {
    this.answer(201, { id, name: this.name, mimeType: 'application/pdf', size: 1000 });
  }
  answer(status: number, said: object | string): void {
    this.status = status;
    this.responseText = typeof said === 'string' ? said : JSON.stringify(said);
    this.onload?.();
    this.onloadend?.();
  }
  /** The connection breaks. */
  break(): void {
    this.onerror?.();
    this.onloadend?.();
  }
}

/** Replaces the browser's requests; call it before each test. */
export function fakeUploads(): void {
  requests.length = 0;
  Object.assign(globalThis, { XMLHttpRequest: FakeRequest });
}
