import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import fc from 'fast-check';
import { Fa3Reader, type Fa3Result } from '.';
import { invoiceRow, invoiceXml } from '../../../testing/fa3';
import { cpuMs } from '../../../testing/database';

const reader = new Fa3Reader();
const good = invoiceXml({ name: 'Łódź i Żółw' });
beforeAll(() => reader.read(Buffer.from(good)));
afterAll(() => reader.close());

const read = (content: string | Buffer): Promise<Fa3Result> => reader.read(Buffer.from(content));

/** Rejected with a sentence, before any wait; the reader continues. */
async function refused(content: string | Buffer): Promise<Extract<Fa3Result, { ok: false }>> {
  let result: Fa3Result | undefined;
  const took = await cpuMs(async () => (result = await read(content)));
  if (!result || result.ok) throw new Error('was taken');
  expect(took).toBeLessThan(1_000);
  expect(result.reason).not.toBe('');
  expect(await read(good)).toMatchObject({ ok: true, document: { customer: { name: 'Łódź i Żółw' } } });
  return result;
}

const withDoctype = (doctype: string, name = 'Jan Kowalski') =>
  invoiceXml({ name }).replace('<Faktura', `${doctype}\n<Faktura`);

describe('before the parser sees it, the reader refuses', () => {
  it.each([
    ['a document type', '<!DOCTYPE Faktura>', 'x'],
    [
      'a billion laughs',
      `<!DOCTYPE Faktura [<!ENTITY a0 "ha">${Array.from({ length: 9 }, (_, n) => `<!ENTITY a${n + 1} "${`&a${n};`.repeat(10)}">`).join('')}]>`,
      '&a9;',
    ],
    ['an external entity', '<!DOCTYPE Faktura [<!ENTITY x SYSTEM "file:///etc/passwd">]>', '&x;'],
    ['a parameter entity', '<!DOCTYPE Faktura [<!ENTITY % x SYSTEM "http://127.0.0.1:9/x.dtd"> %x;]>', 'x'],
  ])('%s', async (_what, doctype, name) => {
    expect(await refused(withDoctype(doctype, name))).toMatchObject({
      line: 2,
      reason: expect.stringMatching(/document type/),
    });
    expect(await refused(`\ufeff${withDoctype(doctype, name)}`)).toMatchObject({
      reason: expect.stringMatching(/document type/),
    });
  });

  it('UTF-16, with a mark of its order or without, also hiding a document type', async () => {
    for (const text of [good, withDoctype('<!DOCTYPE Faktura>')]) {
      const little = Buffer.from(text.replace('UTF-8', 'UTF-16'), 'utf16le');
      const big = Buffer.from(little).swap16();
      for (const bytes of [
        little,
        big,
        Buffer.concat([Buffer.from([0xff, 0xfe]), little]),
        Buffer.concat([Buffer.from([0xfe, 0xff]), big]),
      ]) {
        expect(await refused(bytes)).toMatchObject({ reason: expect.stringMatching(/UTF-8/) });
      }
    }
  });

  it.each(['windows-1250', 'ISO-8859-2', 'UTF-16', 'UTF-7', 'US-ASCII', 'utf8'])(
    '%s declared',
    async (encoding) => {
      expect(await refused(good.replace('UTF-8', encoding))).toMatchObject({
        line: 1,
        reason: expect.stringMatching(/another encoding/),
      });
      expect(await refused(good.replace('"UTF-8"', `\n'${encoding}'`))).toMatchObject({ ok: false });
    },
  );

  it('Polish letters of another encoding, and an inner NUL', async () => {
    const letters = Buffer.from(good, 'latin1'); // Ł and ź become bytes that are no UTF-8
    letters[letters.indexOf('Nazwa') + 6] = 0xa3;
    expect(await refused(letters)).toMatchObject({ reason: expect.stringMatching(/UTF-8/) });
    expect(await refused(good.replace('Żółw', 'Ż\u0000'))).toMatchObject({
      reason: expect.stringMatching(/UTF-8/),
    });
  });

  it('a processing instruction, anywhere', async () => {
    expect(await refused(good.replace('<Fa>', '<?php x ?><Fa>'))).toMatchObject({
      line: 6,
      reason: expect.stringMatching(/processing/),
    });
    expect(await refused(`${good}<?x y?>`)).toMatchObject({ reason: expect.stringMatching(/processing/) });
    expect(await refused(good.replace('<?xml ', '<?xml-stylesheet '))).toMatchObject({
      reason: expect.stringMatching(/processing/),
    });
    expect(await refused(` ${good}`)).toMatchObject({ reason: expect.stringMatching(/processing/) });
  });

  it('more than 4 MB', async () => {
    expect(await refused(good.replace('<Fa>', `<!--${'x'.repeat(5_000_000)}--><Fa>`))).toMatchObject({
      reason: expect.stringMatching(/4 MB/),
    });
  });
});

describe('the parser and the schema refuse', () => {
  it('nothing, nonsense, and an end without a beginning', async () => {
    for (const content of [
      '',
      ' ',
      'PK\u0003\u0004',
      '{"a":1}',
      '<html></html>',
      '</Faktura>',
      '<?xml version="1.0"?>',
    ]) {
      await refused(content);
    }
  });

  it('a depth of 200,000 elements', async () => {
    expect(await refused('<a>'.repeat(200_000))).toMatchObject({ reason: expect.stringMatching(/depth/i) });
  });

  it('another namespace, none, and the schema before this one', async () => {
    const namespace = 'http://crd.gov.pl/wzor/2025/06/25/13775/';
    for (const other of ['http://crd.gov.pl/wzor/2023/06/29/12648/', 'urn:x', '']) {
      const result = await refused(good.replace(namespace, other));
      expect(result).toMatchObject({ line: 2, reason: expect.stringMatching(/no FA\(3\) invoice/) });
    }
    const older = good.replace('FA (3)', 'FA (2)').replace('<WariantFormularza>3', '<WariantFormularza>2');
    expect(await refused(older)).toMatchObject({ field: 'KodFormularza', line: 3 });
  });

  it('an element twice, a missing one and a strange one, naming element and line', async () => {
    const gross = '<P_15>123.00</P_15>';
    expect(await refused(good.replace(gross, gross + gross))).toMatchObject({ field: 'P_15', line: 10 });
    expect(await refused(good.replace('<P_2>F/1/2026</P_2>', ''))).toMatchObject({
      field: 'OkresFa',
      reason: expect.stringMatching(/P_2 /),
    });
    expect(await refused(good.replace(gross, '<__proto__>1</__proto__>'))).toMatchObject({
      field: '__proto__',
    });
    expect(await refused(good.replace(gross, '<x:P_15 xmlns:x="urn:x">1</x:P_15>'))).toMatchObject({
      field: '{urn:x}P_15',
    });
  });

  it.each(['53,63', '1e3', 'NaN', 'Infinity', '+5', '1.005', '', '0x10', '１２３'])(
    '%s as an amount',
    async (amount) => {
      expect(await refused(invoiceXml({ gross: amount }))).toMatchObject({ field: 'P_15', line: 10 });
    },
  );

  it('a day that does not exist', async () => {
    const result = await refused(invoiceXml({ period: ['2026-02-01', '2026-02-29'] }));
    expect(result).toMatchObject({ field: 'P_6_Do', reason: expect.stringMatching(/2026-02-29/) });
  });

  it('a wrong tax id, without repeating it', async () => {
    const result = await refused(invoiceXml({ nip: '12345' }));
    expect(result).toMatchObject({ field: 'NIP', line: 5 });
    expect(JSON.stringify(result)).not.toContain('12345');
  });

  it('an entity nobody declared', async () => {
    expect(await refused(invoiceXml({ name: '&xxe;' }))).toMatchObject({
      reason: expect.stringMatching(/xxe/),
    });
  });

  it('a file cut off anywhere, or with any bytes changed to no letters', async () => {
    const bytes = Buffer.from(good);
    await fc.assert(
      fc.asyncProperty(
        fc.nat({ max: bytes.length - 20 }),
        fc.uint8Array({ minLength: 1, maxLength: 4 }),
        async (at, noise) => {
          expect((await read(bytes.subarray(0, at))).ok).toBe(false);
          const noisy = Buffer.concat([
            bytes.subarray(0, at),
            Buffer.from([...noise, 0xff]),
            bytes.subarray(at),
          ]);
          expect((await read(noisy)).ok).toBe(false);
        },
      ),
    );
    expect((await read(bytes)).ok).toBe(true);
  });
});

describe('it takes', () => {
  it('letters, references and CDATA as what they mean, also behind a byte order mark', async () => {
    const name = 'Zakład <![CDATA[& "Żółw"]]> &#322;&#x105;ka &lt;1&gt;';
    const xml = invoiceXml({ name, gross: '12<!-- comment -->3.0<![CDATA[0]]>' });
    for (const content of [
      xml,
      `\ufeff${xml}`,
      xml.replace(' encoding="UTF-8"', ''),
      xml.replace('UTF-8', 'utf-8'),
    ]) {
      expect(await read(content)).toMatchObject({
        ok: true,
        document: { customer: { name: 'Zakład & "Żółw" łąka <1>' }, invoice: { gross: 12300 } },
      });
    }
  });

  it('any text, exactly as written but for the white space the schema collapses', async () => {
    const character = fc.oneof(
      fc.constantFrom(...'<>&"\'= \t\n\r\u00a0/!-[]{}#;:'),
      fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
    );
    const words = fc.array(character, { minLength: 1, maxLength: 60 }).map((all) => all.join(''));
    const plain = words
      .map((text) => text.replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, ''))
      .filter((text) => /[^ \t\n\r]/.test(text));
    const escape = (text: string) => text.replace(/[<>&\r]/g, (sign) => `&#${sign.charCodeAt(0)};`);
    await fc.assert(
      fc.asyncProperty(plain, async (text) => {
        const result = await read(
          invoiceXml({ name: escape(text) }).replace('<Fa>', '<Fa><!-- <P_2>no</P_2> -->'),
        );
        const name = text.replace(/[ \t\n\r]+/g, ' ').replace(/^ | $/g, '');
        expect(result).toMatchObject({
          ok: true,
          document: { customer: { name }, invoice: { number: 'F/1/2026' } },
        });
      }),
      { numRuns: 300 },
    );
  });

  it('letters of two, three and four bytes wherever the parser splits them', async () => {
    const names = Array.from({ length: 2_000 }, (_, n) => `${'x'.repeat(n % 5)}${'żółć€😀'.repeat(9)}`);
    const result = await read(
      invoiceXml({ rows: names.map((name) => invoiceRow({ P_7: name, P_11: '0' })).join('') }),
    );
    if (!result.ok) throw new Error(result.reason);
    expect(result.document.invoice.lines.map((line) => line.name)).toEqual(names);
  });

  it('namespaces nobody uses, and attributes with any signs', async () => {
    const odd = `xmlns:a="relative" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation='u:a "&gt;&lt;/Fa>&#10;"'`;
    expect((await read(good.replace('<Faktura ', `<Faktura ${odd} `))).ok).toBe(true);
  });

  it('prefixes for the default namespace', async () => {
    const prefixed = good.replace(/<(\/?)(?=[A-Z])/g, '<$1f:').replace('xmlns=', 'xmlns:f=');
    expect(await read(prefixed)).toMatchObject({ ok: true, document: { invoice: { gross: 12300 } } });
  });

  it('a hint where to find a schema, without asking anybody', async () => {
    let asked = 0;
    const server = createServer((_request, response) => {
      asked++;
      response.end();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const hint = `xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="http://crd.gov.pl/wzor/2025/06/25/13775/ http://127.0.0.1:${port}/a.xsd urn:b file:///etc/passwd urn:c http://127.0.0.1:${port}/c.xsd"`;
    expect((await read(good.replace('<Faktura ', `<Faktura ${hint} `))).ok).toBe(true);
    expect((await read(good)).ok).toBe(true);
    expect(asked).toBe(0);
    await new Promise((resolve) => server.close(resolve));
  });

  it('the most lines there can be, in order', async () => {
    const rows = Array.from({ length: 10_000 }, (_, n) =>
      invoiceRow({ P_7: `Pozycja ${n}`, P_11: '0.01', P_12: '23' }),
    );
    const result = await read(invoiceXml({ rows: rows.join('') }));
    if (!result.ok) throw new Error(result.reason);
    expect(result.document.invoice.lines).toHaveLength(10_000);
    expect(result.document.invoice.lines[9_999]).toMatchObject({
      position: 10_000,
      name: 'Pozycja 9999',
      net: 1,
    });
  });

  it('many at once, each with its own answer', async () => {
    const numbers = Array.from({ length: 50 }, (_, n) => `F/${n}`);
    const results = await Promise.all(numbers.map((number) => read(invoiceXml({ number }))));
    expect(results.map((result) => result.ok && result.document.invoice.number)).toEqual(numbers);
  });
});
