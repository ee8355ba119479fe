import net, { type AddressInfo } from 'node:net';

/** What the scanner takes for a virus: harmless to every other one. */
export const VIRUS = 'WIRUS-NA-NIBY';

/** A virus scanner that speaks clamd's INSTREAM. */
export class Clamd {
  /** Files as it received them. */
  readonly scanned: Buffer[] = [];
  /** What it does with a file: CUT hangs up half way, SLOW never answers, and ERROR cannot scan it. */
  mode: 'SCAN' | 'CUT' | 'SLOW' | 'ERROR' | 'BABBLE' = 'SCAN';
  private readonly server = net.createServer((socket) => this.serve(socket));
  private readonly sockets = new Set<net.Socket>();
  private port = 0;

  /** Listens, at the same address each time. */
  async start(): Promise<void> {
    await new Promise<void>((resolve) => this.server.listen(this.port, '127.0.0.1', resolve));
    this.port = (this.server.address() as AddressInfo).port;
  }

  async stop(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    await new Promise((resolve) => this.server.close(resolve));
  }

  /** CLAMAV_URL. */
  get url(): string {
    return `tcp://127.0.0.1:${this.port}`;
  }

  private serve(socket: net.Socket): void {
    this.sockets.add(socket);
    socket.on('close', () => this.sockets.delete(socket)).on('error', () => undefined);
    if (this.mode === 'BABBLE') socket.write('x'.repeat(10_000));
    let received = Buffer.alloc(0);
    socket.on('data', (chunk: Buffer) => {
      received = Buffer.concat([received, chunk]);
      if (this.mode === 'CUT') return void socket.destroy();
      const file = fileOf(received);
      if (file && this.mode !== 'SLOW') socket.end(this.answer(file));
    });
  }

  private answer(file: Buffer): string {
    if (this.mode === 'ERROR') return 'INSTREAM size limit exceeded. ERROR\0';
    this.scanned.push(file);
    return file.includes(VIRUS) ? 'stream: Wirus.Na.Niby-1 FOUND\0' : 'stream: OK\0';
  }
}

/** The file of a whole conversation; null while there is more to come. */
function fileOf(received: Buffer): Buffer | null {
  const command = 'zINSTREAM\0';
  if (received.toString('latin1', 0, command.length) !== command) return null;
  const parts: Buffer[] = [];
  for (let at = command.length; at + 4 <= received.length;) {
    const length = received.readUInt32BE(at);
    if (length === 0) return Buffer.concat(parts);
    parts.push(received.subarray(at + 4, at + 4 + length));
    at += 4 + length;
  }
  return null;
}
