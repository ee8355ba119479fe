import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { readConfig } from '../config';
import { openStorage } from './open-storage';
import type { Storage } from './storage';
import { Bucket } from '../../testing/bucket';

let bucket: Bucket;
let folder: string;
beforeAll(async () => {
  bucket = new Bucket();
  await bucket.listen();
  folder = mkdtempSync(path.join(tmpdir(), 'ebok-store-'));
});
afterAll(() => {
  bucket.close();
  rmSync(folder, { recursive: true });
});

function* pieces(bytes: Buffer): Generator<Buffer> {
  for (let at = 0; at < bytes.length; at += 65_536) yield bytes.subarray(at, at + 65_536);
}

const s3 = (secret?: string) => openStorage(bucket.url(secret));

describe.each(['file', 's3'])('a store of files (%s)', (kind) => {
  let store: Storage;
  beforeEach(() => void (store = kind === 's3' ? s3() : openStorage(`file:${folder}/slices`)));

  it('gives back the very bytes it was given, the last ones where given twice', async () => {
    const bytes = Buffer.from([0, 255, 10, 13, 195, 40]);
    await store.put('finance/1.0.0+a/App-1.js', Buffer.from('draft'));
    await store.put('finance/1.0.0+a/App-1.js', bytes);
    await store.put('finance/1.0.0+a/empty-1.css', Buffer.alloc(0));
    expect(await store.get('finance/1.0.0+a/App-1.js')).toEqual(bytes);
    expect(await store.get('finance/1.0.0+a/empty-1.css')).toEqual(Buffer.alloc(0));
  });

  it('says nothing is there where nothing is, also after it was taken away, also twice', async () => {
    await store.put('usage/1/a.js', Buffer.from('a'));
    await store.remove('usage/1/a.js');
    await store.remove('usage/1/a.js');
    expect(await store.get('usage/1/a.js')).toBeUndefined();
    expect(await store.get('usage/nie-ma/a.js')).toBeUndefined();
  });

  it('gives back in pieces what it was given in pieces, and by the other way too', async () => {
    const bytes = Buffer.alloc(3_000_000, 'łódź');
    await store.putStream('ab/1', bytes.length, () => Readable.from(pieces(bytes)));
    expect(bytes.equals(await buffer((await store.getStream('ab/1'))!))).toBe(true);
    expect(bytes.equals((await store.get('ab/1'))!)).toBe(true);
    await store.put('ab/2', bytes);
    expect(bytes.equals(await buffer((await store.getStream('ab/2'))!))).toBe(true);
    expect(await store.getStream('ab/3')).toBeUndefined();
  });

  it('keeps nothing of a file whose pieces end in an error, or are fewer than was said', async () => {
    const broken = async function* () {
      yield Buffer.alloc(100_000);
      throw new Error('hung up');
    };
    await expect(store.putStream('cd/1', 200_000, () => Readable.from(broken()))).rejects.toThrow();
    await expect(
      store.putStream('cd/2', 200_000, () => Readable.from(pieces(Buffer.alloc(100)))),
    ).rejects.toThrow();
    expect([await store.get('cd/1'), await store.get('cd/2')]).toEqual([undefined, undefined]);
    if (kind === 'file') expect(readdirSync(path.join(folder, 'slices/cd'))).toEqual([]);
  });

  it('takes forty files at once, given in pieces, while others of the same folder go', async () => {
    const keys = Array.from({ length: 40 }, (_, n) => `ef/${n}`);
    const once = async (key: string) => {
      await store.putStream(key, key.length, () => Readable.from([Buffer.from(key)]));
      await store.remove(key);
      await store.putStream(key, key.length, () => Readable.from([Buffer.from(key)]));
    };
    await Promise.all(keys.map(once));
    expect((await Promise.all(keys.map((key) => store.get(key)))).map(String)).toEqual(keys);
  });

  it('takes forty files at once', async () => {
    const names = Array.from({ length: 40 }, (_, n) => `inbox/1/${n}.js`);
    await Promise.all(names.map((name) => store.put(name, Buffer.from(name))));
    const read = await Promise.all(names.map((name) => store.get(name)));
    expect(read.map(String)).toEqual(names);
  });
});

describe('a folder', () => {
  it('shows no half-written file under its name, and leaves none behind', async () => {
    const store = openStorage(`file:${folder}/half`);
    const big = Buffer.alloc(3_000_000, 'x');
    const writing = Promise.all(Array.from({ length: 8 }, () => store.put('finance/1/a.js', big)));
    let seen: Buffer | undefined;
    for (let tries = 0; tries < 2000 && !seen; tries++) seen = await store.get('finance/1/a.js');
    expect(seen?.length).toBe(big.length);
    await writing;
    expect(readdirSync(path.join(folder, 'half/finance/1'))).toEqual(['a.js']);
  });
});

describe('a bucket', () => {
  it('lets nobody in with a wrong secret, and the reason is said', async () => {
    const before = bucket.refused;
    await expect(s3('wrong').put('finance/1/a.js', Buffer.from('a'))).rejects.toThrow(
      /answers 403 to PUT finance\/1\/a\.js: .*SignatureDoesNotMatch/,
    );
    expect(bucket.refused).toBe(before + 1);
  });

  it.each([
    's3://host/bucket',
    's3://KEY@host/bucket',
    's3://KEY:SECRET@host',
    'https://KEY:SECRET@host/bucket',
    'file:',
  ])('is not taken from a wrong address: %s', (SLICES_URL) => {
    expect(() => readConfig({ SLICES_URL })).toThrow(
      'SLICES_URL must be file:FOLDER or s3://KEY:SECRET@HOST/BUCKET',
    );
  });
});
