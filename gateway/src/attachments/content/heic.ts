import { blank, boxAt, boxesIn, type Box } from './boxes';
import { itemLocations, itemTypes, type Item } from './heic-items';
import { keep, type Piece } from './pieces';
import type { Bytes } from './received-file';
import { Broken, checkPixels } from './refused';

/** The list of a picture's parts takes a few kilobytes. */
const LONGEST_META = 1024 * 1024;
const MOST_BOXES = 1000;

const BRANDS = ['heic', 'heix'];
/** Coded pictures, and how they are put together. */
const PICTURES = new Set(['hvc1', 'hev1', 'lhv1', 'grid', 'iovl', 'iden', 'tmap']);
const META_BOXES = new Set(['hdlr', 'pitm', 'iinf', 'iref', 'iprp', 'iloc', 'idat', 'dinf', 'grpl']);
/** Size, rotation, colours and decoder settings of pictures; a description or a date is none of them. */
const PROPERTIES = new Set(
  'ispe irot imir clap pasp colr pixi hvcC lhvC auxC rloc lsel clli mdcv cclv amve ndwt tols oinf altt'.split(
    ' ',
  ),
);

/** Whether a file's first box says HEIC. */
export function isHeic(start: Buffer): boolean {
  if (start.toString('latin1', 4, 8) !== 'ftyp') return false;
  const end = Math.min(start.readUInt32BE(0), start.length);
  for (let at = 8; at + 4 <= end; at += 4)
    if (BRANDS.includes(start.toString('latin1', at, at + 4))) return true;
  return false;
}

/**
 * What is kept of a HEIC: the pictures. Everything else becomes zeros in its place, so that all offsets stay true:
 * metadata, videos, and what nothing refers to. Its orientation is a property of the picture.
 */
export async function heicPieces(file: Bytes): Promise<Piece[]> {
  const boxes = await topBoxes(file);
  const metas = boxes.filter(({ type }) => type === 'meta');
  const [meta] = metas;
  if (!meta || metas.length > 1 || meta.end - meta.at > LONGEST_META) throw new Broken();
  // A copy: a window's bytes are read once.
  const bytes = Buffer.from(await file.read(meta.at, meta.end - meta.at));
  const kept = cleanMeta(bytes, meta.content - meta.at);
  const pieces: Piece[] = [];
  for (const box of boxes) {
    if (box.type === 'ftyp') keep(pieces, box.at, box.end);
    else if (box === meta) pieces.push(bytes);
    else if (box.type === 'mdat') pushData(pieces, box, kept);
    else pieces.push(skippedHead(box), { zeros: box.end - box.content });
  }
  return pieces;
}

async function topBoxes(file: Bytes): Promise<Box[]> {
  const boxes: Box[] = [];
  for (let at = 0; at < file.size; at = boxes.at(-1)!.end) {
    boxes.push(boxAt(await file.read(at, 16), at, file.size));
    if (boxes.length > MOST_BOXES) throw new Broken();
  }
  return boxes;
}

/** Blanks what is no picture in the box `meta`, and returns which ranges of the file are pictures, in order. */
function cleanMeta(bytes: Buffer, content: number): Item['extents'] {
  const boxes = boxesIn(bytes, content + 4, bytes.length);
  const named = (type: string) => boxes.find((box) => box.type === type);
  const [iinf, iloc, iprp, idat] = ['iinf', 'iloc', 'iprp', 'idat'].map(named);
  if (!iinf || !iloc || !iprp) throw new Broken();
  const types = itemTypes(bytes, iinf);
  const pictures = itemLocations(bytes, iloc).filter(({ id }) => PICTURES.has(types.get(id) ?? ''));
  for (const box of boxes) if (!META_BOXES.has(box.type)) blank(bytes, box);
  cleanProperties(bytes, iprp);
  if (idat) cleanIdat(bytes, idat, extentsOf(pictures, false));
  return extentsOf(pictures, true);
}

function extentsOf(pictures: Item[], isInFile: boolean): Item['extents'] {
  return pictures
    .filter((item) => item.isInFile === isInFile)
    .flatMap(({ extents }) => extents)
    .sort((a, b) => a.from - b.from);
}

function cleanProperties(bytes: Buffer, iprp: Box): void {
  let hasSize = false;
  for (const container of boxesIn(bytes, iprp.content, iprp.end)) {
    if (container.type === 'ipma') continue;
    if (container.type !== 'ipco') throw new Broken();
    for (const box of boxesIn(bytes, container.content, container.end)) {
      if (!PROPERTIES.has(box.type)) blank(bytes, box);
      if (box.type !== 'ispe') continue;
      if (box.end - box.content < 12) throw new Broken();
      checkPixels(bytes.readUInt32BE(box.content + 4), bytes.readUInt32BE(box.content + 8));
      hasSize = true;
    }
  }
  if (!hasSize) throw new Broken();
}

function cleanIdat(bytes: Buffer, { content, end }: Box, kept: Item['extents']): void {
  let done = content;
  for (const { from, to } of kept) {
    if (content + from > done) bytes.fill(0, done, Math.min(content + from, end));
    done = Math.max(done, content + to);
  }
  if (done < end) bytes.fill(0, done, end);
}

function pushData(pieces: Piece[], { at, content, end }: Box, kept: Item['extents']): void {
  keep(pieces, at, content);
  let done = content;
  for (const extent of kept) {
    const [from, to] = [Math.max(extent.from, done), Math.min(extent.to, end)];
    if (from >= to) continue;
    if (from > done) pieces.push({ zeros: from - done });
    keep(pieces, from, to);
    done = to;
  }
  if (done < end) pieces.push({ zeros: end - done });
}

/** The head of a box that readers skip, as long as that of the box in its place. */
function skippedHead({ at, content, end }: Box): Buffer {
  const head = Buffer.alloc(content - at);
  const isLong = head.length === 16;
  head.writeUInt32BE(isLong ? 1 : end - at, 0);
  head.write('free', 4, 'latin1');
  if (isLong) head.writeBigUInt64BE(BigInt(end - at), 8);
  return head;
}
