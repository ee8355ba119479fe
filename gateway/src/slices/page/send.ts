// Contents to a browser: smallest form, conditional requests.
import type { FastifyReply, FastifyRequest } from 'fastify';
import Negotiator from 'negotiator';
import { etagOf, matchesEtag } from '../../runtime/etag';
import type { FileContents } from '../registry/manifest';

/** The smaller ones first. */
const ENCODINGS = ['br', 'gzip'] as const;
type Encoding = (typeof ENCODINGS)[number];

/** Sends the smallest form the browser takes, or 304 where it has this one already. `vary`: what else it depends on. */
export function send(
  contents: FileContents,
  request: FastifyRequest,
  reply: FastifyReply,
  vary = 'accept-encoding',
): FastifyReply {
  const tag = etag(contents);
  void reply.header('etag', tag).header('vary', vary);
  if (reply.statusCode === 200 && matchesEtag(request.headers['if-none-match'], tag))
    return reply.code(304).send();
  const available = ENCODINGS.filter((encoding) => contents[encoding]);
  const encoding = new Negotiator(request).encoding(available, { preferred: available }) as
    Encoding | undefined;
  if (encoding) return reply.header('content-encoding', encoding).send(contents[encoding]);
  return reply.send(contents.plain);
}

const tags = new WeakMap<FileContents, string>();

function etag(contents: FileContents): string {
  const known = tags.get(contents);
  if (known) return known;
  const tag = etagOf(contents.plain);
  tags.set(contents, tag);
  return tag;
}
