import fc from 'fast-check';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { cpuMs } from '../../../testing/database';
import { readItn, UnreadableItn } from './itn';
import { base64, isGenuine, itnXml, KEY } from '../../../testing/payments/autopay';

const good = itnXml();
const withDoctype = (doctype: string, name = 'x') =>
  itnXml({ customerData: [['fName', 'NAME']] })
    .replace('<transactionList', `${doctype}<transactionList`)
    .replace('NAME', name);

/** Rejected before any wait, and the next one is parsed. */
async function refused(content: string | Uint8Array): Promise<void> {
  const text = base64(content);
  expect(await cpuMs(() => expect(() => readItn(text)).toThrow(UnreadableItn))).toBeLessThan(200);
  expect(isGenuine(readItn(base64(good)), KEY, 'sha256')).toBe(true);
}

describe('XML made to do harm', () => {
  it.each([
    ['a document type', '<!DOCTYPE transactionList>', 'x'],
    [
      'a billion laughs',
      `<!DOCTYPE a [<!ENTITY a0 "ha">${Array.from({ length: 9 }, (_, n) => `<!ENTITY a${n + 1} "${`&a${n};`.repeat(10)}">`).join('')}]>`,
      '&a9;',
    ],
    ['quadratic blow-up', `<!DOCTYPE a [<!ENTITY a "${'x'.repeat(30_000)}">]>`, '&a;'.repeat(5_000)],
    ['a file by entity', '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>', '&x;'],
    ['an endless file', '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///dev/zero">]>', '&x;'],
  ])('%s is refused', async (_what, doctype, name) => {
    await refused(withDoctype(doctype, name));
    await refused(`\ufeff${withDoctype(doctype, name)}`);
  });

  it('asks nobody for anything', async () => {
    let asked = 0;
    const server = createServer((_request, response) => {
      asked++;
      response.end();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/x.dtd`;
    await refused(withDoctype(`<!DOCTYPE a SYSTEM "${address}">`));
    await refused(withDoctype(`<!DOCTYPE a [<!ENTITY x SYSTEM "${address}">]>`, '&x;'));
    await refused(withDoctype(`<!DOCTYPE a [<!ENTITY % x SYSTEM "${address}"> %x;]>`));
    await refused(good.replace('<transactionList', `<?xml-stylesheet href="${address}"?><transactionList`));
    await refused(
      good.replace(
        '<transactions>',
        `<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="${address}"/><transactions>`,
      ),
    );
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(asked).toBe(0);
    await new Promise((resolve) => server.close(resolve));
  });

  it.each([
    ['an undeclared entity', good.replace('PLN', '&pln;')],
    ['200,000 elements deep', '<a>'.repeat(200_000)],
    ['seven elements deep', `${'<a>'.repeat(7)}${'</a>'.repeat(7)}`],
    ['ten megabytes', itnXml({ customerData: [['fName', 'x'.repeat(10_000_000)]] })],
    ['a million references', itnXml({ write: () => '&#48;'.repeat(1_000_000) })],
    [
      'ten thousand different elements and one twice',
      `<a>${Array.from({ length: 7_000 }, (_, n) => `<b${n}/>`).join('')}<b0/></a>`,
    ],
    ['the amount twice', good.replace('<amount>', '<amount>1.00</amount><amount>')],
    ['two transactions', good.replace(/<transaction>[^]*<\/transaction>/, '$&$&')],
    ['two hashes', good.replace('<hash>', '<hash>x</hash><hash>')],
    ['a comment inside a value', good.replace('123.45', '123<!-- -->.45')],
    ['a comment between', good.replace('<hash>', '<!-- x --><hash>')],
    ['an element inside a value', good.replace('123.45', '1<b>23.45</b>')],
    ['a prefixed name', good.replace(/(<\/?)amount/g, '$1x:amount')],
    ['a processing instruction', good.replace('<hash>', '<?php x ?><hash>')],
    ['two roots', `${good}<a/>`],
    ['an end missing', good.replace('</hash>', '')],
    ['a NUL', good.replace('PLN', 'P\u0000LN')],
    ['a forbidden reference', good.replace('PLN', 'P&#0;LN')],
    ['another encoding declared', good.replace('UTF-8', 'windows-1250')],
    ['UTF-16', Buffer.from(good, 'utf16le')],
    ['UTF-16 with its mark', Buffer.from(`\ufeff${good}`, 'utf16le')],
    ['bytes that are no UTF-8', Buffer.from(good.replace('PLN', 'P\u00a3N'), 'latin1')],
    [
      'XML 1.1 with its control characters',
      good.replace('version="1.0"', 'version="1.1"').replace('PLN', '&#1;'),
    ],
  ])('%s is refused', (_what, content) => refused(content));

  it('__proto__ and constructor are names as others', () => {
    const itn = readItn(
      base64(
        itnXml({
          after: [
            ['__proto__', 'x'],
            ['constructor', 'y'],
          ],
        }),
      ),
    );
    expect(isGenuine(itn, KEY, 'sha256')).toBe(true);
    expect(({} as { x?: string }).x).toBeUndefined();
  });

  it('no attribute stands for a value', () => {
    const itn = readItn(base64(good.replace('<amount>', '<amount value="9.99" xmlns="urn:x">')));
    expect([itn.amount, isGenuine(itn, KEY, 'sha256')]).toEqual(['123.45', true]);
  });

  it.each([
    ['no sign of it', '%%%'],
    ['ten megabytes', 'a'.repeat(10_000_000)],
    ['blanks', ' '.repeat(80_000)],
    ['blanks between two signs', `a${' '.repeat(80_000)}b`],
    ['blanks and line breaks', 'a b\n'.repeat(20_000)],
    ['line breaks', `a${'\r\n'.repeat(40_000)}b`],
    ['padding', '='.repeat(80_000)],
  ])('base64 that is none is refused within 200 ms: %s', async (_what, text) => {
    expect(await cpuMs(() => expect(() => readItn(text)).toThrow(UnreadableItn))).toBeLessThan(200);
  });

  it('any change of any byte is refused or not genuine', () => {
    const bytes = Buffer.from(good);
    const body = good.indexOf('<serviceID>');
    fc.assert(
      fc.property(
        fc.integer({ min: body, max: bytes.length - 20 }),
        fc.integer({ min: 1, max: 255 }),
        (at, by) => {
          const changed = Buffer.from(bytes);
          changed[at] = changed[at]! ^ by;
          let itn;
          try {
            itn = readItn(base64(changed));
          } catch (error) {
            expect(error).toBeInstanceOf(UnreadableItn);
            return;
          }
          // White space between elements may change; what the hash covers may not.
          const original = readItn(base64(good));
          if (isGenuine(itn, KEY, 'sha256')) expect(itn).toEqual(original);
        },
      ),
      { numRuns: 500 },
    );
  });
});
