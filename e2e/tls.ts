// TLS as a reverse proxy terminates it in front of the portal, with a certificate made for this run. Cookies are
// Secure, and the page is a secure context. The gateway's own requests (to the payment operator or a bucket) also use
// TLS.
import { execFileSync } from 'node:child_process';
import { createHash, X509Certificate } from 'node:crypto';
import net from 'node:net';
import type { AddressInfo } from 'node:net';
import tls from 'node:tls';

export interface Certificate {
  key: string;
  /** A self-signed certificate, so clients that must trust it need it as an authority. */
  cert: string;
  /** SHA-256 of the public key, by which Chromium trusts the certificate. */
  publicKeyHash: string;
}

export interface Proxy {
  /** https, at a free port of this machine. */
  url: string;
  /** Sets the port that new connections are forwarded to. */
  leadTo(port: number): void;
  stop(): Promise<void>;
}

let made: Certificate | undefined;

/** One certificate for all TLS servers in this process. */
export function certificate(): Certificate {
  return (made ??= make());
}

function make(): Certificate {
  const wanted = 'req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 30 -subj /CN=eBOK-tests';
  const names = 'subjectAltName=DNS:localhost,IP:127.0.0.1';
  const args = [...wanted.split(' '), '-addext', names, '-keyout', '-', '-out', '-'];
  const both = execFileSync('openssl', args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
  const [key = '', cert = ''] = both.match(/-----BEGIN [^]+?-----END [^\n]+\n/g) ?? [];
  const publicKey = new X509Certificate(cert).publicKey.export({ type: 'spki', format: 'der' });
  return { key, cert, publicKeyHash: createHash('sha256').update(publicKey).digest('base64') };
}

/** Forwards the bytes of each connection unchanged. */
export async function startProxy(): Promise<Proxy> {
  const { key, cert } = certificate();
  const open = new Set<net.Socket>();
  let target = 0;
  const server = tls.createServer({ key, cert }, (socket) => {
    const inner = net.connect(target, '127.0.0.1');
    open.add(socket);
    socket.once('close', () => open.delete(socket));
    socket.pipe(inner).pipe(socket);
    // Either side may close at any moment; then the other one is closed, too.
    socket.on('error', () => {}).on('close', () => inner.destroy());
    inner.on('error', () => {}).on('close', () => socket.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `https://localhost:${(server.address() as AddressInfo).port}`,
    leadTo: (port) => void (target = port),
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of open) socket.destroy();
      }),
  };
}
