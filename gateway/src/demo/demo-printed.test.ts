import { createHash } from 'node:crypto';
import { HAS_POPPLER, poppler, qrCodes, textOf } from '../invoices/files/testing.files';
import { ENGINES } from '../testing';
import type { FiledDocument } from './testing.demo';
import { openDemoApi, PEOPLE, type DemoApi } from './testing.portal';

const SELLER = '9992000001';
const isLong = process.env.EBOK_LONG === '1';
const it_ = HAS_POPPLER ? it : it.skip;

// What is printed depends on what the API says alone, and that is held against the files on each database elsewhere.
let demo: DemoApi;
beforeAll(async () => {
  demo = await openDemoApi(ENGINES[0]!);
}, 120_000);
afterAll(() => demo.close());

describe.each(PEOPLE)('every document printed for %s', (_who, customer) => {
  let account: string;
  beforeAll(() => {
    account = demo.filed.customers.find(({ number }) => number === customer).bankAccount;
  });

  it_(
    'says its number, sum, account and KSeF number, is tagged, has the right codes, and the same bytes again',
    async () => {
      const shown = await demo.allDocuments(customer, 'number pdfUrl');
      // Kinds of which one was looked at closely: finding a code on a page takes a second.
      const seen = new Set<string>();
      for (let at = 0; at < shown.length; at += 3) {
        const some = shown.slice(at, at + 3);
        const pdfs = await Promise.all(some.map(({ pdfUrl }) => demo.file(customer, pdfUrl)));
        for (const [n, { number, pdfUrl }] of some.entries()) {
          const document = demo.documentsOf(customer).find((one) => one.number === number)!;
          const pdf = pdfs[n]!;
          const pages = checkText(document, pdf);
          const isClose = isLong || document.outstanding > 0 || !seen.has(document.kind);
          seen.add(document.kind);
          if (isClose || pages <= 2)
            expect([number, (await demo.file(customer, pdfUrl)).equals(pdf)]).toEqual([number, true]);
          if (isClose) expect([number, codesOn(document, pdf, pages)]).toEqual([number, codesOf(document)]);
        }
      }
    },
    240_000,
  );

  /** @returns how many pages there are */
  function checkText({ number, gross, ksefNumber }: FiledDocument, pdf: Buffer): number {
    const text = textOf(pdf);
    const grouped = account.replace(/^..|....(?=.)/g, '$& ');
    const parts = [number, written(gross), ...(ksefNumber ? [ksefNumber] : []), grouped];
    for (const part of parts)
      expect([number, text.includes(part) ? part : text.slice(0, 2000)]).toEqual([number, part]);
    const info = poppler('pdfinfo', pdf);
    expect([number, /Tagged:\s+yes/.test(info)]).toEqual([number, true]);
    return Number(/Pages:\s+(\d+)/.exec(info)![1]);
  }

  /** What the codes should hold: a transfer where there is one to make, the document's address in the national system. */
  function codesOf({ outstanding, number, ksefNumber, xml, issueDate }: FiledDocument): string[] {
    const codes: string[] = [];
    // Six digits is all the standard has for grosze.
    if (outstanding > 0 && outstanding <= 999_999)
      codes.push(
        `${ksefNumber ? SELLER : ''}|PL|${account}|${String(outstanding).padStart(6, '0')}|Jasna Energia|${number}|||`,
      );
    if (ksefNumber) {
      const hash = createHash('sha256').update(xml!).digest('base64url');
      const day = issueDate.split('-').reverse().join('-');
      codes.push(`https://qr.ksef.mf.gov.pl/invoice/${SELLER}/${day}/${hash}`);
    }
    return codes;
  }
});

/** A transfer's code stands on the first page, that of the national system at the end. */
function codesOn({ outstanding, ksefNumber }: FiledDocument, pdf: Buffer, pages: number): string[] {
  return [
    ...(outstanding > 0 ? qrCodes(pdf, '-l', '1') : []),
    ...(ksefNumber ? qrCodes(pdf, '-f', String(pages)) : []),
  ];
}

/** 1 234,56 */
function written(grosze: number): string {
  const whole = String(Math.floor(Math.abs(grosze) / 100)).replace(/\B(?=(\d{3})+$)/g, ' ');
  return `${whole},${String(Math.abs(grosze) % 100).padStart(2, '0')}`;
}
