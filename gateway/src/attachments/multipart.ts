import { Busboy } from '@fastify/busboy';
import type { IncomingMessage } from 'node:http';
import { pipeline } from 'node:stream/promises';
import type { Writable } from 'node:stream';
import type { TextKey } from '../texts/text';
import { Refused } from './content/refused';

/** Why a request holds no file that could be looked at. */
export class BadUpload extends Error {
  constructor(
    readonly status: 400 | 408,
    readonly sentence: TextKey,
  ) {
    super(sentence);
  }
}

/** A sender that pauses longer has gone. */
const IDLE_MS = 30_000;
/** A refused sender reads the answer once it has sent everything, so that much is read and thrown away. */
const DRAIN = { bytes: 64 * 1024 * 1024, ms: 20_000 };

const FIELD = 'file';
const LIMITS = { files: 1, fields: 0, parts: 1, headerPairs: 20, headerSize: 16 * 1024 };

/**
 * Writes the one file of a multipart request into `sink`, in pieces.
 * @returns the name the sender gave it
 * @throws BadUpload for anything but one whole file in the field `file`; Refused for one that is too large
 */
export async function receiveFile(
  request: IncomingMessage,
  sink: Writable,
  mostBytes: number,
): Promise<string> {
  const parser = parserOf(request, mostBytes);
  // It gave up while it waited for its turn.
  if (request.destroyed && !request.readableEnded) throw new BadUpload(400, 'attachment.interrupted');
  return new Promise<string>((resolve, reject) => {
    let writing: Promise<string> | undefined;
    const timer = setTimeout(() => fail(new BadUpload(408, 'attachment.interrupted')), IDLE_MS);
    const alive = () => void timer.refresh();
    const interrupted = () => {
      if (!request.readableEnded) fail(new BadUpload(400, 'attachment.interrupted'));
    };
    const stop = () => {
      clearTimeout(timer);
      request.off('data', alive).off('close', interrupted).off('error', interrupted);
      request.on('error', () => undefined);
    };
    const fail = (error: Error) => {
      stop();
      request.unpipe(parser);
      sink.destroy();
      reject(error);
    };
    const unreadable = () => fail(new BadUpload(400, 'attachment.unreadable'));
    parser.on('file', (field, stream, name) => {
      stream.on('error', unreadable);
      stream.on('limit', () => fail(new Refused('ATTACHMENT_TOO_LARGE')));
      if (field !== FIELD) return unreadable();
      writing = pipeline(stream, sink).then(() => name ?? '');
      writing.catch(fail);
    });
    for (const event of ['filesLimit', 'fieldsLimit', 'partsLimit', 'error'] as const)
      parser.on(event, unreadable);
    parser.on('finish', () => {
      if (!writing) return unreadable();
      writing.then((name) => {
        stop();
        resolve(name);
      }, fail);
    });
    request.on('data', alive).on('close', interrupted).on('error', interrupted);
    request.pipe(parser);
  });
}

/** Reads the rest of a refused request, so that its sender gets the answer instead of a broken connection. */
export async function drain(request: IncomingMessage): Promise<void> {
  const announced = Number(request.headers['content-length'] ?? 0);
  if (request.readableEnded || request.destroyed || announced > DRAIN.bytes) return;
  await new Promise<void>((resolve) => {
    let left = DRAIN.bytes;
    const timer = setTimeout(resolve, DRAIN.ms).unref();
    const end = () => {
      clearTimeout(timer);
      resolve();
    };
    request.on('data', (chunk: Buffer) => {
      if ((left -= chunk.length) < 0) end();
    });
    request.on('end', end).on('close', end).on('error', end);
    request.resume();
  });
}

function parserOf(request: IncomingMessage, mostBytes: number) {
  try {
    return new Busboy({
      headers: request.headers as { 'content-type': string },
      // The label decides what to keep of a path.
      preservePath: true,
      limits: { ...LIMITS, fileSize: mostBytes },
    });
  } catch {
    throw new BadUpload(400, 'attachment.unreadable');
  }
}
