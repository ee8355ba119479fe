import { fake } from '@ebok/shell/fake';
import { exportAddress } from './export-address';
import { openAt, press, settle, text } from '../testing';

jest.mock('apexcharts', () => ({
  __esModule: true,
  default: class {
    render = async () => {};
    destroy = () => {};
  },
}));

/** What the browser was given to keep, by name. */
const saved = new Map<string, Blob>();
const blobs = new Map<string, Blob>();
const asked: string[] = [];
let answer: (signal: AbortSignal) => Promise<unknown>;
const chunks = (...parts: string[]) => {
  const left = parts.map((part) => Uint8Array.from(part, (letter) => letter.charCodeAt(0)));
  return {
    getReader: () => ({
      read: async () => (left.length > 0 ? { done: false, value: left.shift() } : { done: true }),
    }),
  };
};
const file = (...parts: string[]) => ({
  ok: true,
  headers: new Headers({
    'x-expected-length': '20',
    'content-type': 'text/csv',
    'content-disposition': 'attachment; filename="zuzycie-2026.csv"; filename*=UTF-8\'\'x',
  }),
  body: chunks(...parts),
});
const textIn = (blob: Blob) =>
  new Promise<string>((resolve) => {
    const reader = new FileReader();
    reader.onload = () => resolve(reader.result as string);
    reader.readAsText(blob);
  });

beforeEach(() => {
  saved.clear();
  asked.length = 0;
  answer = async () => file('a,b\r\n', '1,2\r\n');
  globalThis.fetch = ((address: string, { signal }: { signal: AbortSignal }) => {
    asked.push(address);
    return answer(signal);
  }) as never;
  URL.createObjectURL = (blob) => {
    const url = `blob:${blobs.size}`;
    blobs.set(url, blob as Blob);
    return url;
  };
  URL.revokeObjectURL = () => undefined;
  jest.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (this: HTMLAnchorElement) {
    if (this.download) saved.set(this.download, blobs.get(this.href)!);
    else this.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true }));
  });
});
afterEach(() => jest.restoreAllMocks());

const opened = async (path = '/zuzycie?month=2026-02') => {
  await openAt(path);
  const details = document.querySelector('details')!;
  details.open = true;
  details.dispatchEvent(new Event('toggle'));
  for (let n = 0; n < 20 && !document.querySelector('#export-format'); n++) await settle();
};
const set = async (id: string, value: string) => {
  const field = document.querySelector<HTMLSelectElement>(`#${id}`)!;
  field.value = value;
  field.dispatchEvent(new Event(field.tagName === 'SELECT' ? 'change' : 'input'));
  await settle();
};
const start = async () => {
  document.querySelector('form')!.dispatchEvent(new Event('submit', { cancelable: true }));
  await settle();
};

it('says why there is no file, in the words of the gateway or in its own', async () => {
  await opened();
  answer = async () => ({ ok: false, text: async () => 'Masz już dwa eksporty w toku.' });
  await start();
  expect(document.querySelector('[role=alert]')?.textContent).toBe('Masz już dwa eksporty w toku.');
  answer = async () => Promise.reject(new TypeError('network'));
  await start();
  expect(document.querySelector('[role=alert]')?.textContent).toContain('Nie udało się pobrać pliku.');
  expect(saved.size).toBe(0);
});

it('keeps nothing of a file that ends too early or is stopped', async () => {
  await opened();
  answer = (signal) =>
    new Promise((_, reject) => signal.addEventListener('abort', () => reject(new Error('aborted'))));
  await start();
  await press('Przerwij');
  expect(text()).toContain('Pobieranie przerwano.');
  answer = async () => ({
    ...file(),
    body: { getReader: () => ({ read: async () => Promise.reject(new TypeError('terminated')) }) },
  });
  await start();
  expect(document.querySelector('[role=alert]')).not.toBeNull();
  expect(saved.size).toBe(0);
});

it('asks for what the page shows, with a comma as Polish spreadsheets want it, and saves what comes', async () => {
  await opened();
  await start();
  expect(asked).toEqual([
    '/usage-export/csv?from=2026-02-01&to=2026-02-28&resolution=HOUR&customerId=c1&direction=CONSUMPTION&decimal=comma',
  ]);
  expect(await textIn(saved.get('zuzycie-2026.csv')!)).toBe('a,b\r\n1,2\r\n');
  expect(text()).toContain('Plik jest gotowy.');
});

it('shows how much has come', async () => {
  await opened();
  let more = (_chunk: object) => undefined as void;
  answer = async () => ({
    ...file(),
    body: { getReader: () => ({ read: () => new Promise((resolve) => (more = resolve)) }) },
  });
  await start();
  more({ done: false, value: new Uint8Array(5) });
  await settle();
  expect(document.querySelector('progress')?.value).toBe(25);
  expect(text()).toContain('Pobieranie: 25%');
});

it('offers for each format what that has', async () => {
  await opened('/zuzycie?point=p2&month=2026-02');
  await set('export-format', 'home-assistant');
  expect(document.querySelector('#export-resolution')).toBeNull();
  expect(text()).toContain('import_statistics.import_from_file');
  await set('export-format', 'xlsx');
  expect(document.querySelector('#export-comma')).toBeNull();
  await set('export-resolution', 'QUARTER_HOUR');
  await set('export-from', '2025-02-01');
  await start();
  expect(asked.at(-1)).toBe(
    '/usage-export/xlsx?from=2025-02-01&to=2026-02-28&resolution=QUARTER_HOUR&customerId=c1&point=p2&direction=CONSUMPTION',
  );
});

it('refuses a period that ends before it begins', async () => {
  await opened();
  await set('export-to', '2025-01-01');
  expect(text()).toContain('Ten dzień jest przed pierwszym.');
  await start();
  expect(asked).toEqual([]);
});

it('asks for both directions where both are shown', () => {
  const wanted = {
    format: 'csv',
    customer: undefined,
    point: null,
    from: 'a',
    to: 'b',
    resolution: 'DAY',
  } as const;
  expect(exportAddress({ ...wanted, flow: 'both', hasDecimalComma: false })).toBe(
    '/usage-export/csv?from=a&to=b&resolution=DAY&direction=CONSUMPTION&direction=PRODUCTION',
  );
  expect(exportAddress({ ...wanted, flow: 'fed', hasDecimalComma: false })).toMatch(/direction=PRODUCTION$/);
});

it('saves the chart as a picture, with its title, axis and columns', async () => {
  await opened('/zuzycie?point=p2&to=2026-03');
  await press('Wykres jako SVG');
  const [[name, blob] = []] = [...saved];
  expect(name).toBe('zuzycie-2025-04-01-2026-03-31.svg');
  const svg = new DOMParser().parseFromString(await textIn(blob!), 'image/svg+xml').documentElement;
  const words = [...svg.querySelectorAll('text')].map(({ textContent }) => textContent);
  expect(words[0]).toBe('ul. Polna 2, kwiecień 2025 – marzec 2026');
  expect(words).toEqual(expect.arrayContaining(['kWh', '0', 'Zużycie', 'Rok wcześniej', 'kwi']));
  expect(svg.querySelectorAll('rect[fill="#1f6f54"]').length).toBeGreaterThanOrEqual(11);
});

it.each([
  ['en', 'Download the data and the chart', 'Numbers with a decimal comma', false],
  ['uk', 'Завантажити дані й графік', 'Числа з комою', true],
] as const)('speaks %s', async (code, title, comma, isChosen) => {
  fake.language(code);
  await opened();
  expect(text()).toContain(title);
  expect(text()).toContain(comma);
  expect(document.querySelector<HTMLInputElement>('#export-comma')!.checked).toBe(isChosen);
});
