import { createHash, hash } from 'node:crypto';
import { constants, type FileHandle, open } from 'node:fs/promises';
import type { Content, FeedFile, ListedFile } from './folder';

const BLOCK = 256 * 1024;
const DIGEST = 32;

/** The file changed after it was hashed. Everything imported so far has the hashed contents. */
export class FileChanged extends Error {
  constructor(name: string) {
    super(`${name} was changed while it was taken`);
  }
}

/** Hashes a whole file, with no more than a block in memory. */
export async function contentOf(file: ListedFile): Promise<Content> {
  const whole = createHash('sha256');
  const blocks: Buffer[] = [];
  let bytes = 0;
  let lines = 0;
  let isBlank = true;
  for await (const block of blocksOf(file.full)) {
    whole.update(block);
    blocks.push(digestOf(block));
    bytes += block.length;
    let from = 0;
    for (let end = block.indexOf(0x0a); end >= 0; end = block.indexOf(0x0a, from)) {
      if (!isBlank || hasText(block, from, end)) lines++;
      isBlank = true;
      from = end + 1;
    }
    isBlank &&= !hasText(block, from, block.length);
  }
  return {
    bytes,
    sha256: whole.digest('hex'),
    lines: isBlank ? lines : lines + 1,
    blocks: new Uint8Array(Buffer.concat(blocks)),
  };
}

/**
 * Reads the file again and compares each block with its hash, so that the import uses exactly the hashed
 * contents.
 * It needs no copy of files of gigabytes.
 * @throws FileChanged instead of yielding a changed block
 */
export async function* blocksAsHashed(file: FeedFile): AsyncGenerator<Buffer> {
  let at = 0;
  for await (const block of blocksOf(file.full)) {
    if (!digestOf(block).equals(file.blocks.subarray(at, at + DIGEST))) throw new FileChanged(file.name);
    at += DIGEST;
    yield block;
  }
  if (at !== file.blocks.length) throw new FileChanged(file.name);
}

/** A small file as it was hashed, whole. @throws FileChanged */
export async function bytesAsHashed(file: FeedFile): Promise<Buffer> {
  const blocks: Buffer[] = [];
  for await (const block of blocksAsHashed(file)) blocks.push(block);
  return Buffer.concat(blocks);
}

/** Blocks of one size, but for the last. */
async function* blocksOf(full: string): AsyncGenerator<Buffer> {
  // A symbolic link that replaced the file could lead out of the folder. Windows has no such flag.
  const file = await open(full, constants.O_RDONLY | ((constants.O_NOFOLLOW as number | undefined) ?? 0));
  try {
    for (;;) {
      const block = await fill(file, Buffer.allocUnsafeSlow(BLOCK));
      if (block.length > 0) yield block;
      if (block.length < BLOCK) return;
    }
  } finally {
    await file.close();
  }
}

async function fill(file: FileHandle, block: Buffer): Promise<Buffer> {
  for (let filled = 0; filled < block.length;) {
    const { bytesRead } = await file.read(block, filled, block.length - filled);
    if (bytesRead === 0) return block.subarray(0, filled);
    filled += bytesRead;
  }
  return block;
}

function digestOf(block: Buffer): Buffer {
  return hash('sha256', block, 'buffer');
}

function hasText(block: Buffer, from: number, to: number): boolean {
  for (let at = from; at < to; at++) if (block[at]! > 0x20) return true;
  return false;
}

/** One hash for a whole feed: the same names with the same contents. */
export function fingerprintOf(contents: ReadonlyMap<string, Content>): string {
  const names = [...contents.keys()].sort();
  return hash(
    'sha256',
    names.map((name) => `${name}\n${contents.get(name)!.sha256}\n`).join(''),
    'base64url',
  );
}
