import type { FastifyInstance, FastifyRequest } from 'fastify';
import { BlockList } from 'node:net';
import type { Logger } from 'pino';

const WARNING =
  'A proxy says for whom it asks (X-Forwarded-For), and it is not believed: all its customers count as one address, so limits of signing in hold them all up together. If the proxy is yours, name its address in TRUSTED_PROXIES.';

/** Networks of proxies; an address in one does not identify a customer. */
const PRIVATE = new BlockList();
for (const [network, bits] of [
  ['10.0.0.0', 8],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
  ['127.0.0.0', 8],
] as const)
  PRIVATE.addSubnet(network, bits, 'ipv4');
PRIVATE.addSubnet('fc00::', 7, 'ipv6');
PRIVATE.addAddress('::1', 'ipv6');

/** Detects a proxy that is not trusted, which nothing else would show. Logged once. */
export function watchProxies(app: FastifyInstance, log: Logger): () => string[] {
  let warning: string | undefined;
  app.addHook('onRequest', (request, _reply, next) => {
    if (!warning && isUnbelieved(request)) {
      warning = WARNING;
      const proxy = privateAddress(request.socket.remoteAddress);
      log.warn({ event: 'proxy-not-trusted', proxy }, WARNING);
    }
    next();
  });
  return () => (warning ? [warning] : []);
}

function isUnbelieved({ headers, ips }: FastifyRequest): boolean {
  const forwarded = headers['x-forwarded-for'] ?? headers.forwarded;
  // Of a trusted proxy, `ips` has its own address and at least one that it named.
  return forwarded !== undefined && (ips === undefined || ips.length < 2);
}

function privateAddress(address = ''): string | undefined {
  const plain = address.replace(/^::ffff:/i, '');
  return PRIVATE.check(plain, plain.includes(':') ? 'ipv6' : 'ipv4') ? plain : undefined;
}
