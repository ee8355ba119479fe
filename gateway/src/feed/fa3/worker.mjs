/**
 * Thread that validates structured invoices against the official schema and returns their content as parsed.
 * libxml2-wasm is an ES module with top-level await, which needs a thread here.
 * A file that crashes or stalls the parser then ends the thread and not the portal.
 */
import { isUtf8 } from 'node:buffer';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parentPort } from 'node:worker_threads';
import {
  ParseOption,
  XmlBufferInputProvider,
  xmlCleanupInputProvider,
  XmlDocument,
  XmlParseError,
  xmlRegisterInputProvider,
  XmlValidateError,
  XsdValidator,
} from 'libxml2-wasm';

const FA3 = 'http://crd.gov.pl/wzor/2025/06/25/13775/';
/** Locations of the schema's parts as it names them; they are read from `schemas/` and never fetched. */
const PARTS = 'http://crd.gov.pl/xml/schematy/dziedzinowe/mf/2022/01/05/eD/DefinicjeTypy/';
const OPTIONS =
  ParseOption.XML_PARSE_NONET |
  ParseOption.XML_PARSE_NO_XXE |
  ParseOption.XML_PARSE_IGNORE_ENC |
  ParseOption.XML_PARSE_NOCDATA |
  ParseOption.XML_PARSE_BIG_LINES;
/** Their values are tax ids, which no report may repeat. */
const TAX_IDS = new Set(['NIP', 'NrID', 'NrVatUE', 'IDWew']);

function compileSchema() {
  // Unchanged copies of what the Ministry of Finance publishes at crd.gov.pl.
  const schemas = join(import.meta.dirname, 'schemas');
  const parts = readdirSync(join(schemas, 'parts'));
  xmlRegisterInputProvider(
    new XmlBufferInputProvider(
      Object.fromEntries(parts.map((name) => [PARTS + name, readFileSync(join(schemas, 'parts', name))])),
    ),
  );
  const schema = XmlDocument.fromBuffer(readFileSync(join(schemas, 'schemat_FA(3)_v1-0E.xsd')));
  try {
    return XsdValidator.fromDoc(schema);
  } finally {
    schema.dispose();
    // From here on no file can be opened, whatever an invoice refers to (xsi:schemaLocation, entities).
    xmlCleanupInputProvider();
  }
}

/** What is refused before the parser sees a byte. */
function refusedBytes(/** @type {Buffer} */ bytes) {
  const refused = (reason, offset = 0) => ({ ok: false, line: lineAt(bytes, offset), reason });
  if (!isUtf8(bytes) || bytes.includes(0))
    return { ok: false, reason: 'not UTF-8, the only encoding of FA(3)' };
  const start = bytes[0] === 0xef ? 3 : 0;
  const declaration = /^<\?xml\s[^>]*\?>/.exec(bytes.toString('latin1', start, start + 256))?.[0] ?? '';
  const encoding = /\sencoding\s*=\s*["']([^"']*)["']/.exec(declaration)?.[1];
  if (encoding !== undefined && encoding.toLowerCase() !== 'utf-8') {
    return refused('declares another encoding than UTF-8, the only one of FA(3)');
  }
  for (const [needle, reason] of [
    ['<!DOCTYPE', 'has a document type declaration, which FA(3) does not allow'],
    ['<!ENTITY', 'declares entities, which FA(3) does not allow'],
    ['<?', 'has a processing instruction, which FA(3) does not allow'],
  ]) {
    const offset = bytes.indexOf(needle, start + declaration.length);
    if (offset >= 0) return refused(reason, offset);
  }
  return undefined;
}

function lineAt(bytes, offset) {
  let line = 1;
  for (let at = bytes.indexOf(10); at >= 0 && at < offset; at = bytes.indexOf(10, at + 1)) line++;
  return line;
}

/** Errors of libxml2, reworded without namespaces. */
function refusedBy(error) {
  const detail = error.details.find((one) => one.level >= 2) ?? error.details[0];
  if (!detail) return { ok: false, reason: 'not well-formed XML' };
  const message = detail.message.replace(/\{http[^}]*\}/g, '').trim();
  const field = /^Element '([^']+)'/.exec(message)?.[1];
  const reason = message.replace(/^Element '[^']+'(, attribute '[^']+')?: /, '').slice(0, 300);
  const line = detail.line > 0 ? detail.line : undefined;
  if (TAX_IDS.has(field)) return { ok: false, field, line, reason: 'not in the form FA(3) asks for' };
  return { ok: false, field, line, reason };
}

/** The document as the parser understood it: one string is handed over far faster than nodes are walked from here. */
function written(document) {
  const pieces = [];
  const sink = { write: (bytes) => pieces.push(Buffer.from(bytes)) && bytes.byteLength, close: () => true };
  document.save(sink, { encoding: 'utf-8', format: false, noDeclaration: true, noEmptyTags: true });
  // Decoded as a whole: the library's own toString decodes in pieces and can split a character.
  return Buffer.concat(pieces).toString('utf8');
}

const validator = compileSchema();

function inspect(bytes) {
  const refused = refusedBytes(bytes);
  if (refused) return refused;
  let document;
  try {
    document = XmlDocument.fromBuffer(bytes, { option: OPTIONS });
    const { root } = document;
    if (root.name !== 'Faktura' || root.namespaceUri !== FA3) {
      return { ok: false, line: root.line, reason: `no FA(3) invoice: its root is not Faktura of ${FA3}` };
    }
    validator.validate(document);
    return { ok: true, xml: written(document) };
  } catch (error) {
    if (error instanceof XmlParseError || error instanceof XmlValidateError) return refusedBy(error);
    throw error; // the parser itself may be broken now: end, and let a new thread take over
  } finally {
    document?.dispose();
  }
}

parentPort.on('message', (/** @type {Uint8Array} */ bytes) => {
  parentPort.postMessage(inspect(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)));
});
parentPort.postMessage('ready');
