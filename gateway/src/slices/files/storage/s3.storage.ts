import { AwsClient } from 'aws4fetch';
import type { Storage } from './storage';

/** After this long a request to the store is given up. */
const TIMEOUT_MS = 20_000;

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
    if (!answer.ok) throw await fault('PUT', key, answer);
  }

  async get(key: string): Promise<Buffer | undefined> {
    const answer = await this.ask('GET', key);
    if (answer.status === 404) return void (await answer.body?.cancel());
    if (!answer.ok) throw await fault('GET', key, answer);
    return Buffer.from(await answer.arrayBuffer());
  }

  /** A request costs a round trip, so a file that was read and verified once is not checked again. */
  async stamp(): Promise<string | undefined> {
    return 'kept';
  }

  async remove(key: string): Promise<void> {
    const answer = await this.ask('DELETE', key);
    if (!answer.ok && answer.status !== 404) throw await fault('DELETE', key, answer);
  }

  private ask(method: string, key: string, body?: Buffer): Promise<Response> {
    const place = key.split('/').map(encodeURIComponent).join('/');
    const signal = AbortSignal.timeout(TIMEOUT_MS);
    const once = () =>
      this.client.fetch(`${this.base}/${place}`, { method, body: body as BodyInit | undefined, signal });
    // The server may close a keep-alive connection at the moment of use. Every request is idempotent, so it
    // is retried.
    return once().catch((error: unknown) => {
      if (signal.aborted) throw error;
      return once();
    });
  }
}

async function fault(method: string, key: string, answer: Response): Promise<Error> {
  const said = (await answer.text()).slice(0, 300);
  return new Error(`The store of slices answers ${answer.status} to ${method} ${key}: ${said}`);
}
