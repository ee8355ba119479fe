import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Fa3Reader } from '.';
import { invoiceXml } from '../../../testing/fa3';

const good = invoiceXml();

describe('the thread', () => {
  const folder = mkdtempSync(join(tmpdir(), 'fa3-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  /** A thread that echoes messages, throws on "crash", ends on "exit" and never answers "hang". */
  function threadScript(): string {
    const script = join(folder, 'worker.mjs');
    writeFileSync(
      script,
      `import { parentPort } from 'node:worker_threads';
       parentPort.on('message', (bytes) => {
         const word = Buffer.from(bytes).toString();
         if (word === 'crash') throw new Error('out of memory');
         if (word === 'exit') process.exit(1);
         if (word === 'hang') for (;;);
         parentPort.postMessage({ ok: false, reason: word });
       });
       parentPort.postMessage('ready');`,
    );
    return script;
  }

  it('that breaks, ends or stalls costs one file, and another takes over', async () => {
    const fragile = new Fa3Reader({ script: threadScript(), timeoutMs: 300 });
    const words = ['one', 'crash', 'two', 'exit', 'three', 'hang', 'four'];
    const results = await Promise.all(words.map((word) => fragile.read(Buffer.from(word))));
    expect(results.map((result) => !result.ok && result.reason)).toEqual([
      'one',
      'breaks the validator',
      'two',
      'breaks the validator',
      'three',
      'takes too long to validate',
      'four',
    ]);
    await fragile.close();
  });

  it('that can’t start fails the caller rather than refusing good files', async () => {
    const script = join(folder, 'broken.mjs');
    writeFileSync(script, "throw new Error('no schema');");
    const broken = new Fa3Reader({ script });
    await expect(broken.read(Buffer.from(good))).rejects.toThrow('does not start');
    await broken.close();
  });

  it('gives back what it takes: 3,000 files later it is no larger', async () => {
    const reader = new Fa3Reader();
    const bytes = Buffer.from(good);
    const bad = Buffer.from(good.replace('</Faktura>', ''));
    const round = async () => {
      for (let n = 0; n < 500; n++) await Promise.all([reader.read(bytes), reader.read(bad)]);
    };
    await round();
    const before = process.memoryUsage().rss;
    for (let n = 0; n < 3; n++) await round();
    expect(process.memoryUsage().rss - before).toBeLessThan(60_000_000);
    await reader.close();
  });
});
