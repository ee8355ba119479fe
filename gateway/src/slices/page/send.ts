// Contents to a browser: smallest form, conditional requests.
import type { FastifyReply, FastifyRequest } from 'fastify';
import { createHash } from 'node:crypto';
import type { FileContents } from '../registry/manifest';

/** Sends the smallest form the browser takes, or 304 where it has this one already. `vary`: what else it depends on. */
export function send(
  contents: FileContents,
  request: FastifyRequest,
  reply: FastifyReply,
  vary = 'accept-encoding',
): FastifyReply {
  const tag = etag(contents);
  void reply.header('etag', tag).header('vary', vary);
  if (reply.statusCode === 200 && matches(request.headers['if-none-match'], tag))
    return reply.code(304).send();
  const accepted = request.headers['accept-encoding'];
  if (contents.br && accepts(accepted, 'br')) return reply.header('content-encoding', 'br').send(contents.br);
  if (contents.gzip && accepts(accepted, 'gzip'))
    return reply.header('content-encoding', 'gzip').send(contents.gzip);
  return reply.send(contents.plain);
}

const tags = new WeakMap<FileContents, string>();

/** Weak, because the same tag stands for every encoding. */
function etag(contents: FileContents): string {
  const known = tags.get(contents);
  if (known) return known;
  const tag = `W/"${createHash('sha256').update(contents.plain).digest('base64url').slice(0, 22)}"`;
  tags.set(contents, tag);
  return tag;
}

function matches(header: string | undefined, tag: string): boolean {
  return header === '*' || !!header?.split(',').some((one) => one.trim().replace(/^(?!W\/)/, 'W/') === tag);
}

/** Whether an Accept-Encoding header takes this encoding (a weight of zero refuses it). */
function accepts(header: string | string[] | undefined, encoding: string): boolean {
  const one = String(header ?? '')
    .split(',')
    .map((part) =>
      part
        .trim()
        .toLowerCase()
        .split(/\s*;\s*q=/),
    )
    .find(([name]) => name === encoding);
  return !!one && Number(one[1] ?? 1) > 0;
}
