import net from 'node:net';

/** A scan takes about a second; a file that takes longer waits for the worker, which has more time. */
const TIMEOUT_MS = 20_000;
/** clamd's answers are one line. */
const LONGEST_ANSWER = 4096;

/** What a virus scanner found. */
export type Finding = 'CLEAN' | 'INFECTED';

/** Finds viruses. */
export interface Scanner {
  /**
   * @param bytes in pieces; each is valid until the next one is asked for
   * @throws Error while the scanner is away, late, or cannot scan the file: then nobody may open it
   */
  scan(bytes: AsyncIterable<Buffer>): Promise<Finding>;
}

/** clamd by its command INSTREAM: it gets the bytes in pieces, each after its length, and an empty one at the end. */
export class ClamdScanner implements Scanner {
  constructor(
    private readonly url: string,
    private readonly timeoutMs = TIMEOUT_MS,
  ) {}

  async scan(bytes: AsyncIterable<Buffer>): Promise<Finding> {
    const { hostname, port } = new URL(this.url);
    const socket = net.connect({ host: hostname.replace(/^\[|\]$/g, ''), port: Number(port) });
    const timer = setTimeout(
      () => socket.destroy(new Error('The scanner does not answer in time')),
      this.timeoutMs,
    );
    try {
      const answer = answerOf(socket);
      // clamd may answer, and hang up, before it has everything.
      const sending = send(socket, bytes).catch((error: unknown) => {
        if (!socket.destroyed) socket.destroy(error as Error);
      });
      const said = await answer;
      // Fails closed: the file counts as clean only if the scanner had all of it.
      if (/^stream: .+ FOUND$/.test(said)) return 'INFECTED';
      await sending;
      if (said === 'stream: OK') return 'CLEAN';
      throw new Error(`The scanner says: ${said}`);
    } finally {
      clearTimeout(timer);
      socket.destroy();
    }
  }
}

async function send(socket: net.Socket, bytes: AsyncIterable<Buffer>): Promise<void> {
  socket.write('zINSTREAM\0');
  for await (const chunk of bytes) {
    if (socket.destroyed) return;
    socket.write(lengthOf(chunk.length));
    await written(socket, chunk);
  }
  socket.write(lengthOf(0));
}

/** Also resolves where the connection ended: whoever waits for the answer hears of it. */
function written(socket: net.Socket, chunk: Buffer): Promise<void> {
  return new Promise((resolve) => void socket.write(chunk, () => resolve()));
}

function lengthOf(bytes: number): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bytes);
  return length;
}

function answerOf(socket: net.Socket): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = '';
    socket.on('data', (chunk: Buffer) => {
      said += chunk.toString('utf8');
      const end = said.indexOf('\0');
      if (end >= 0) resolve(said.slice(0, end).trim());
      else if (said.length > LONGEST_ANSWER) reject(new Error('The scanner answers something else'));
    });
    socket.on('error', reject);
    socket.on('close', () => reject(new Error('The scanner hung up')));
  });
}
