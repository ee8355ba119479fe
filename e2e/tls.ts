// TLS as a reverse proxy ends it in front of the portal, with a certificate made for this run: cookies are Secure, the page is
// a secure context, and what the gateway asks of others (the payment operator, a bucket) it asks over TLS.
import { execFileSync } from 'node:child_process';
import { createHash, X509Certificate } from 'node:crypto';
import net from 'node:net';
import type { AddressInfo } from 'node:net';
import tls from 'node:tls';

export interface Certificate {
  key: string;
  /** Its own authority: whoever is to believe it is given this. */
  cert: string;
  /** SHA-256 of its public key, by which Chromium believes it. */
  publicKeyHash: string;
}

export interface Proxy {
  /** https, at a free port of this machine. */
  url: string;
  /** Connections go to this port from now on. */
  leadTo(port: number): void;
  stop(): Promise<void>;
}

let made: Certificate | undefined;

/** One for all that speaks TLS in this process. */
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

/** Hands the bytes of each connection on as they are. */
export async function startProxy(): Promise<Proxy> {
  const { key, cert } = certificate();
  const open = new Set<net.Socket>();
  let target = 0;
  const server = tls.createServer({ key, cert }, (socket) => {
    const inner = net.connect(target, '127.0.0.1');
    open.add(socket);
    socket.once('close', () => open.delete(socket));
    socket.pipe(inner).pipe(socket);
    // Either side may end at any moment: there is nobody to tell but the other one.
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
