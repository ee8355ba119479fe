import { createHash } from 'node:crypto';
import { HAS_POPPLER, readPdf, type PdfFile } from '../../testing/files';
import { ENGINES } from '../../testing/database';
import type { FiledDocument } from '../../testing/demo/filed';
import { openDemoApi, PEOPLE, type DemoApi } from '../../testing/demo/portal';

const SELLER = '9992000001';
/** All that a portal has at its first start. */
const WORLD = 12;
const isLong = process.env.EBOK_LONG === '1';
const CUSTOMERS = isLong
  ? Array.from({ length: WORLD }, (_, n) => String(1_000_001 + n))
  : PEOPLE.map(([, number]) => number);
const it_ = HAS_POPPLER ? it : it.skip;
/** So many at once: programs that read a document back have other cores than the portal. */
const SIDE_BY_SIDE = 3;
/** Points from the left edge: a transfer's code stands at the right of the first page, KSeF's at the left of the last. */
const [TRANSFER, KSEF] = [
  [425, 545],
  [40, 175],
] as const;

// The print depends only on what the API returns; other tests compare that with the files, on each database.
let demo: DemoApi;
beforeAll(async () => {
  demo = await openDemoApi(ENGINES[0]!, CUSTOMERS.length);
}, 240_000);
afterAll(() => demo.close());

describe.each(CUSTOMERS)('every document printed for customer %s', (customer) => {
  it_(
    'says its number, sums, account and KSeF number, is tagged, has the right codes, and the same bytes again',
    async () => {
      const { bankAccount } = demo.filed.customers.find(({ number }) => number === customer);
      const documents = new Map(demo.documentsOf(customer).map((one) => [one.number, one]));
      const shown = await demo.allDocuments(customer, 'number pdfUrl');
      expect(shown.map(({ number }) => number).sort()).toEqual([...documents.keys()].sort());
      const check = async () => {
        for (let next = shown.pop(); next; next = shown.pop()) {
          const { number, pdfUrl } = next as { number: string; pdfUrl: string };
          const [pdf, again] = [await demo.file(customer, pdfUrl), await demo.file(customer, pdfUrl)];
          expect([number, again.equals(pdf)]).toEqual([number, true]);
          await checkPrinted(documents.get(number)!, bankAccount as string, pdf);
        }
      };
      await Promise.all(Array.from({ length: SIDE_BY_SIDE }, check));
    },
    600_000,
  );
});

async function checkPrinted(document: FiledDocument, account: string, pdf: Buffer): Promise<void> {
  const { number, net, vat, gross, outstanding, ksefNumber } = document;
  const file = await readPdf(pdf);
  const text = file.pages.join(' ');
  const parts = [
    number,
    account.replace(/^..|....(?=.)/g, '$& '),
    `Razem ${written(net)} ${written(vat)} ${written(gross)} `,
    outstanding < 0 ? 'Nadpłata' : 'Do zapłaty',
    `${written(Math.abs(outstanding))} zł`,
    ...(ksefNumber ? [ksefNumber] : []),
  ];
  for (const part of parts)
    expect([number, text.includes(part) ? part : text.slice(0, 2000)]).toEqual([number, part]);
  const wanted = codesOf(document, account);
  expect([number, file.isTagged, file.figures]).toEqual([number, true, wanted.length]);
  expect([number, await codesOn(document, file)]).toEqual([number, wanted]);
  file.remove();
}

/** What the codes should hold: a transfer where there is one to make, the document's address in the national system. */
function codesOf(
  { outstanding, number, ksefNumber, xml, issueDate }: FiledDocument,
  account: string,
): string[] {
  const codes: string[] = [];
  // Six digits is all the standard has for grosze.
  if (hasTransfer(outstanding))
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

async function codesOn({ outstanding, ksefNumber }: FiledDocument, file: PdfFile): Promise<string[]> {
  const last = file.pages.findIndex((page) => page.includes('Krajowy System e-Faktur')) + 1;
  return [
    ...(hasTransfer(outstanding) ? await file.code(1, ...TRANSFER) : []),
    ...(ksefNumber ? await file.code(last, ...KSEF) : []),
  ];
}

function hasTransfer(outstanding: number): boolean {
  return outstanding > 0 && outstanding <= 999_999;
}

/** -1 234,56 */
function written(grosze: number): string {
  const whole = String(Math.floor(Math.abs(grosze) / 100)).replace(/\B(?=(\d{3})+$)/g, ' ');
  return `${grosze < 0 ? '-' : ''}${whole},${String(Math.abs(grosze) % 100).padStart(2, '0')}`;
}
