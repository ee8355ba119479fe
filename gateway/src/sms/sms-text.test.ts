import en from '../texts/en.json';
import pl from '../texts/pl.json';
import uk from '../texts/uk.json';
import { mobileNumber } from './phone-number';
import { SMS_SAMPLES } from './sms-samples';
import { SMS_TEMPLATES, type SmsContent, type SmsTemplate } from './sms-templates';
import { smsText } from './sms-text';

const LANGUAGES = ['PL', 'EN', 'UK'] as const;
const TEXTS: Record<string, Record<string, string>> = { PL: pl, EN: en, UK: uk };
const NAMES = Object.keys(SMS_TEMPLATES) as SmsTemplate[];
/** As long as a retailer's short name gets. */
const RETAILER = 'Jasna Energia';
const sample = (template: SmsTemplate) => ({ template, values: SMS_SAMPLES[template] }) as SmsContent;

describe.each(NAMES)('the SMS %s', (template) => {
  it.each(LANGUAGES)(
    'in %s stays within its parts with the longest values, and names no link',
    (language) => {
      const { text, parts } = smsText(sample(template), language, RETAILER);
      expect({ text, parts }).toEqual({ text, parts: expect.any(Number) });
      expect(parts).toBeLessThanOrEqual(SMS_TEMPLATES[template].parts[language]);
      expect(text).not.toMatch(/https?:|www\.|\{\w+\}/);
    },
  );

  it('names only values that it is given', () => {
    const given = ['retailer', ...Object.keys(SMS_TEMPLATES[template].values)];
    const named = LANGUAGES.flatMap((language) =>
      [...TEXTS[language]![`sms.${template}`]!.matchAll(/\{(\w+)\}/g)].map(([, name]) => name!),
    );
    expect(named.filter((name) => !given.includes(name))).toEqual([]);
  });
});

describe('the text of an SMS', () => {
  const announced = (title: string, language: (typeof LANGUAGES)[number] = 'PL') =>
    smsText({ template: 'announcement', values: { title } }, language, 'X');

  it('keeps Polish letters where they cost nothing', () => {
    expect(smsText({ template: 'test', values: {} }, 'PL', 'X').text).toContain('próbny');
  });

  it('loses Polish letters where that saves a part', () => {
    const long = announced(`Zażółć gęślą jaźń Łódź ${'a'.repeat(40)}`);
    expect(long.text).toContain('Zazolc gesla jazn Lodz');
    expect(long.parts).toBe(1);
  });

  it('keeps Ukrainian letters, which nothing replaces', () => {
    const { text, parts } = announced(`${'Планове відключення '.repeat(4)}їжак`, 'UK');
    expect(text).toContain('їжак');
    expect(parts).toBe(2);
  });

  it('is cut at a word where a value is longer than an SMS', () => {
    const { text, parts } = announced(`${'przerwa '.repeat(30)}koniec`);
    expect(text).toMatch(/^X: (przerwa )+przerwa\.\.\. - /);
    expect(text).not.toContain('koniec');
    expect(parts).toBe(1);
    expect(announced('x'.repeat(500)).parts).toBe(1);
  });

  it('has no typographic signs, which would cost as much as Cyrillic', () => {
    const { text } = announced('„Prąd” – 1\u00a0000 kWh…\r\nBcc: x');
    expect(text).toMatch(/^X: "Prąd" - 1 000 kWh\.\.\. Bcc: x - /);
  });
});

it.each([
  ['601 234 567', '+48601234567'],
  ['+48 601-234-567', '+48601234567'],
  ['0048601234567', '+48601234567'],
  ['+380 67 123 45 67', '+380671234567'],
  ['22 100 20 30', null],
  ['701 234 567', null],
  ['112', null],
  ['', null],
  ['Jan', null],
])('%j is the mobile number %j', (written, number) => {
  expect(mobileNumber(written)).toBe(number);
});
