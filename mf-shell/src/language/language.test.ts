import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { catalogue, catalogueByLanguage } from './catalogue';
import { format } from './format';
import { language, setLanguage } from './language';
import { addTexts, switchLanguage, t } from './texts';

const DOCUMENTS = {
  pl: {
    'documents.one': '{count} dokument',
    'documents.few': '{count} dokumenty',
    'documents.many': '{count} dokumentów',
    'documents.other': '{count} dokumentu',
    hello: 'Dzień dobry, {name}',
  },
  en: { 'documents.one': '{count} document', 'documents.other': '{count} documents', hello: 'Hello, {name}' },
  uk: {
    'documents.one': '{count} документ',
    'documents.few': '{count} документи',
    'documents.many': '{count} документів',
    'documents.other': '{count} документа',
    hello: 'Вітаємо, {name}',
  },
};

const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, ' ');

beforeEach(() => setLanguage('pl'));

describe('a catalogue that comes by language', () => {
  const load = (tongue: keyof typeof DOCUMENTS) =>
    jest.fn(async () => ({ default: { hello: DOCUMENTS[tongue].hello } }));

  it('brings one language, and the page turns to another when that has come, once', async () => {
    const loads = { pl: load('pl'), en: load('en'), uk: load('uk') };
    const say = await catalogueByLanguage(loads);
    expect(say('hello', { name: 'Jan' })).toBe('Dzień dobry, Jan');
    expect([loads.pl, loads.en, loads.uk].map(({ mock }) => mock.calls.length)).toEqual([1, 0, 0]);
    const heard: string[] = [];
    const stop = language.subscribe(() => heard.push(say('hello', { name: 'Jan' })));
    for (const tongue of ['uk', 'pl', 'uk'] as const) await switchLanguage(tongue);
    stop();
    expect(heard).toEqual(['Вітаємо, Jan', 'Dzień dobry, Jan', 'Вітаємо, Jan']);
    expect([loads.pl, loads.en, loads.uk].map(({ mock }) => mock.calls.length)).toEqual([1, 0, 1]);
  });

  it('that comes while the page turns is in the language it turns to', async () => {
    const loads = { pl: load('pl'), en: load('en'), uk: load('uk') };
    const turned = switchLanguage('en');
    const say = await catalogueByLanguage(loads);
    await turned;
    expect([language.current, say('hello', { name: 'Jan' })]).toEqual(['en', 'Hello, Jan']);
  });

  it('stays alone in the language it has where another fails to come, and tries again', async () => {
    jest.spyOn(console, 'warn').mockImplementation(() => {});
    const uk = load('uk').mockRejectedValueOnce(new Error('offline'));
    const say = await catalogueByLanguage({ pl: load('pl'), en: load('en'), uk });
    const other = await catalogueByLanguage({ pl: load('pl'), en: load('en'), uk: load('uk') });
    const both = () => [say, other].map((one) => one('hello', { name: 'Jan' }));
    await switchLanguage('uk');
    expect([language.current, ...both()]).toEqual(['uk', 'Dzień dobry, Jan', 'Вітаємо, Jan']);
    await switchLanguage('uk');
    expect(say('hello', { name: 'Jan' })).toBe('Вітаємо, Jan');
  });
});

describe('a catalogue', () => {
  const say = catalogue(DOCUMENTS);

  it.each([
    ['pl', ['1 dokument', '2 dokumenty', '5 dokumentów', '12 dokumentów', '22 dokumenty', '101 dokumentów']],
    ['en', ['1 document', '2 documents', '5 documents', '12 documents', '22 documents', '101 documents']],
    ['uk', ['1 документ', '2 документи', '5 документів', '12 документів', '22 документи', '101 документ']],
  ] as const)('counts in %s as people do', (tongue, expected) => {
    setLanguage(tongue);
    expect([1, 2, 5, 12, 22, 101].map((count) => say('documents', { count }))).toEqual(expected);
  });

  it('puts values in place, and leaves markup in them as mere text', () => {
    expect(say('hello', { name: '<b>Jan</b> {name}' })).toBe('Dzień dobry, <b>Jan</b> {name}');
  });

  it('speaks the language of the moment', () => {
    setLanguage('uk');
    expect(say('hello', { name: 'Jan' })).toBe('Вітаємо, Jan');
  });
});

describe('format', () => {
  it('writes money as Poles do, also negative and without losing a grosz', () => {
    expect(plain(format.money('1234.56'))).toBe('1 234,56 zł');
    expect(plain(format.money('-12.50'))).toMatch(/^−12,50 zł$/);
    expect(plain(format.money('9999999999999.99'))).toBe('9 999 999 999 999,99 zł');
    setLanguage('en');
    expect(plain(format.money('1234.50'))).toBe('1,234.50 zł');
  });

  it('writes energy, days and moments', () => {
    expect(plain(format.energy(245.3))).toBe('245,3 kWh');
    expect(format.day('2026-03-15')).toBe('15 marca 2026');
    setLanguage('en');
    expect(format.day('2026-03-15')).toBe('15 March 2026');
    setLanguage('uk');
    expect(format.day('2026-03-15')).toBe('15 березня 2026');
  });

  it('tells the time on a Polish clock, wherever the browser is, over the change of clocks', () => {
    expect(format.dateTime('2026-03-29T00:59:00Z')).toBe('29 marca 2026, 01:59');
    expect(format.dateTime('2026-03-29T01:00:00Z')).toBe('29 marca 2026, 03:00');
    expect(format.dateTime('2026-12-31T23:30:00Z')).toBe('1 stycznia 2027, 00:30');
    expect([format.time('2026-11-28T23:00:00Z'), format.time('2026-11-29T08:05:00Z')]).toEqual([
      '0:00',
      '9:05',
    ]);
  });

  it('groups an account as people copy it', () => {
    expect(format.account('73111111111111111111111111')).toBe('73 1111 1111 1111 1111 1111 1111');
    expect(format.account('DE89370400440532013000')).toBe('DE89370400440532013000');
  });
});

describe('the language of the page', () => {
  it('is remembered, told to the document, and told to listeners', () => {
    const heard: string[] = [];
    const forget = language.subscribe((next) => heard.push(next));
    setLanguage('uk');
    forget();
    setLanguage('en');
    expect(heard).toEqual(['uk']);
    expect(document.documentElement.lang).toBe('en');
    expect(localStorage.getItem('ebok.language')).toBe('en');
  });

  it('turns the sentences of the shell', async () => {
    await switchLanguage('en');
    expect(t('signIn.forgotten')).toBe('I forgot my password');
    expect(t('form.problems', { count: 3 })).toBe('Please correct 3 things:');
  });
});

describe('a catalogue that comes later', () => {
  const say = t as (key: string) => string;
  const later = (tongue: string) => async () => ({ default: { later: `później ${tongue}` } });
  const catalogue = { pl: later('pl'), en: later('en'), uk: later('uk') };

  it('is there in the language of the page, and in each it turns to', async () => {
    await switchLanguage('uk');
    await addTexts(catalogue);
    expect(say('later')).toBe('później uk');
    await switchLanguage('en');
    expect(say('later')).toBe('później en');
    expect(say('signIn.forgotten')).toBe('I forgot my password');
  });

  it('is there in a language that the page is just turning to', async () => {
    await switchLanguage('pl');
    const other = (tongue: string) => async () => ({ default: { other: `inny ${tongue}` } });
    const turning = switchLanguage('en');
    await Promise.all([addTexts({ pl: other('pl'), en: other('en'), uk: other('uk') }), turning]);
    expect(say('other')).toBe('inny en');
  });

  it('keeps the page in its language where it does not come in another', async () => {
    await switchLanguage('pl');
    const failing = { ...catalogue, uk: () => Promise.reject(new Error('offline')) };
    await addTexts(failing);
    await expect(switchLanguage('uk')).rejects.toThrow('offline');
    expect([language.current, say('later')]).toEqual(['pl', 'później pl']);
  });
});

describe('the texts of the shell', () => {
  it.each(['pl', 'en', 'uk', 'pages/pl', 'pages/en', 'pages/uk'])(
    'say nothing in codes or capitals in %s',
    (name) => {
      const file = join(__dirname, '..', 'texts', `${name}.json`);
      const sentences = Object.values(JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>);
      expect(sentences.filter((sentence) => /[A-Z]{3,}_|undefined|null/.test(sentence))).toEqual([]);
    },
  );
});
