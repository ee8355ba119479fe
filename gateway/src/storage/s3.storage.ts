import { AwsClient } from 'aws4fetch';
import { Readable } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';
import { request, type Dispatcher } from 'undici';
import type { Storage } from './storage';

/** After this long a request to the store is given up. */
const TIMEOUT_MS = 20_000;
/** Tries of a request in pieces, and the pause before the second one. */
const TRIES = 4;
const PAUSE_MS = 50;

/**
 * A bucket of any service that speaks S3: `s3://KEY:SECRET@HOST/BUCKET/PREFIX?region=…`, or `s3+http://`
 * without TLS.
 * Uses path-style addresses, which every such service supports.
 */
export class S3Storage implements Storage {
  private readonly client: AwsClient;
  private readonly base: string;

  constructor(url: string) {
    const { protocol, host, username, password, pathname, searchParams } = new URL(url);
    this.client = new AwsClient({
      accessKeyId: decodeURIComponent(username),
      secretAccessKey: decodeURIComponent(password),
      region: searchParams.get('region') ?? 'us-east-1',
      service: 's3',
      retries: 3,
    });
    this.base = `${protocol === 's3+http:' ? 'http' : 'https'}://${host}${pathname.replace(/\/$/, '')}`;
  }

  async put(key: string, bytes: Buffer): Promise<void> {
    const answer = await this.ask('PUT', key, bytes);
    if (!answer.ok) throw fault('PUT', key, answer.status, await answer.text());
  }

  async get(key: string): Promise<Buffer | undefined> {
    const answer = await this.ask('GET', key);
    if (answer.status === 404) return void (await answer.body?.cancel());
    if (!answer.ok) throw fault('GET', key, answer.status, await answer.text());
    return Buffer.from(await answer.arrayBuffer());
  }

  async putStream(key: string, size: number, open: () => AsyncIterable<Buffer>): Promise<void> {
    const headers = { 'content-length': String(size) };
    const { statusCode, body } = await this.stream('PUT', key, headers, open);
    const said = await body.text();
    if (statusCode >= 300) throw fault('PUT', key, statusCode, said);
  }

  async getStream(key: string): Promise<Readable | undefined> {
    const { statusCode, body } = await this.stream('GET', key, {});
    if (statusCode === 404) return void (await body.dump());
    if (statusCode >= 300) throw fault('GET', key, statusCode, await body.text());
    return body;
  }

  /** A request costs a round trip, so a file that was read and verified once is not checked again. */
  async stamp(): Promise<string | undefined> {
    return 'kept';
  }

  async remove(key: string): Promise<void> {
    const answer = await this.ask('DELETE', key);
    if (!answer.ok && answer.status !== 404) throw fault('DELETE', key, answer.status, await answer.text());
  }

  /** Signs without the body, which `fetch` could neither repeat nor send with its length. */
  private async stream(
    method: 'GET' | 'PUT',
    key: string,
    headers: Record<string, string>,
    open?: () => AsyncIterable<Buffer>,
  ): Promise<Dispatcher.ResponseData> {
    for (let tries = 1; ; tries++) {
      const { url, headers: signed } = await this.client.sign(this.address(key), { method });
      const answer = await request(url, {
        method,
        headers: { ...Object.fromEntries(signed), ...headers },
        body: open && Readable.from(copies(open())),
        headersTimeout: TIMEOUT_MS,
        bodyTimeout: TIMEOUT_MS,
      }).catch((error: unknown) => {
        if (tries === TRIES) throw error;
        return null;
      });
      const isBusy = !answer || answer.statusCode >= 500 || answer.statusCode === 429;
      if (!isBusy || tries === TRIES) return answer!;
      await answer?.body.dump();
      await pause(Math.random() * PAUSE_MS * 2 ** tries);
    }
  }

  private address(key: string): string {
    return `${this.base}/${key.split('/').map(encodeURIComponent).join('/')}`;
  }

  private ask(method: string, key: string, body?: Buffer): Promise<Response> {
    const signal = AbortSignal.timeout(TIMEOUT_MS);
    const once = () =>
      this.client.fetch(this.address(key), { method, body: body as BodyInit | undefined, signal });
    // The server may close a keep-alive connection at the moment of use. Every request is idempotent, so it
    // is retried.
    return once().catch((error: unknown) => {
      if (signal.aborted) throw error;
      return once();
    });
  }
}

/** The connection may still be sending a piece when the next one is read. */
async function* copies(pieces: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  for await (const piece of pieces) yield Buffer.from(piece);
}

function fault(method: string, key: string, status: number, said: string): Error {
  return new Error(`The store answers ${status} to ${method} ${key}: ${said.slice(0, 300)}`);
}
