import aws4 from 'aws4';
import http from 'node:http';
import type { AddressInfo } from 'node:net';

const CREDENTIALS = { accessKeyId: 'KLUCZ', secretAccessKey: 'sekret/+=' };

/**
 * A bucket that rejects wrong signatures: it signs each request again with another library than the
 * gateway's, and compares.
 * Every third request fails at first, as with a busy service.
 */
export class Bucket {
  readonly objects = new Map<string, Buffer>();
  refused = 0;
  private readonly failed = new Set<string>();
  private readonly server = http.createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () =>
      response.writeHead(...this.answer(request, Buffer.concat(chunks))).end(this.body),
    );
  });
  private body: Buffer | string = '';

  listen(): Promise<void> {
    return new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
  }

  /** SLICES_URL of the bucket, once it listens. */
  url(secret = encodeURIComponent(CREDENTIALS.secretAccessKey)): string {
    const { port } = this.server.address() as AddressInfo;
    return `s3+http://KLUCZ:${secret}@127.0.0.1:${port}/ebok/portal?region=eu-central-1`;
  }

  close(): void {
    this.server.closeAllConnections();
    this.server.close();
  }

  private answer({ method = '', url = '', headers }: http.IncomingMessage, sent: Buffer): [number] {
    this.body = '';
    if (!this.isSigned(method, url, headers, sent)) {
      this.refused++;
      this.body = '<Error><Code>SignatureDoesNotMatch</Code></Error>';
      return [403];
    }
    if (this.isBusy(`${method} ${url}`)) return [503];
    if (method === 'PUT') this.objects.set(url, sent);
    if (method === 'DELETE') return [this.objects.delete(url) ? 204 : 404];
    const found = this.objects.get(url);
    if (!found) return [404];
    this.body = method === 'GET' ? found : '';
    return [200];
  }

  /** Every third thing that is asked for is refused once. */
  private isBusy(asked: string): boolean {
    const isBusy = !this.failed.has(asked) && this.failed.size % 3 === 2;
    this.failed.add(asked);
    return isBusy;
  }

  private isSigned(method: string, url: string, headers: http.IncomingHttpHeaders, sent: Buffer): boolean {
    const given = headers.authorization ?? '';
    const names = /SignedHeaders=([^,]+)/.exec(given)?.[1]?.split(';') ?? [];
    const signed = aws4.sign(
      {
        service: 's3',
        region: 'eu-central-1',
        method,
        path: url,
        body: sent.length > 0 ? sent : undefined,
        headers: Object.fromEntries(names.map((name) => [name, headers[name] as string])),
        extraHeadersToIgnore: Object.fromEntries(
          ['content-length', 'content-type']
            .filter((name) => !names.includes(name))
            .map((name) => [name, true]),
        ),
      } as aws4.Request,
      CREDENTIALS,
    );
    const own = (signed.headers as Record<string, string>)['Authorization'] ?? '';
    return own !== '' && signatureOf(own) === signatureOf(given);
  }
}

function signatureOf(authorization: string): string {
  return /Signature=(\w+)/.exec(authorization)?.[1] ?? '';
}
