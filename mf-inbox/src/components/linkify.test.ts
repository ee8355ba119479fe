import { linkify } from './linkify';

const links = (text: string) =>
  linkify(text).flatMap(({ text: written, href }) => (href ? [[written, href]] : []));

it.each([
  ['Zobacz https://www.ure.gov.pl/pl.', 'https://www.ure.gov.pl/pl', 'https://www.ure.gov.pl/pl'],
  ['(www.example.pl/a?b=1&c=2)', 'www.example.pl/a?b=1&c=2', 'https://www.example.pl/a?b=1&c=2'],
  ['„http://example.pl/x”', 'http://example.pl/x', 'http://example.pl/x'],
  ['https://pl.wikipedia.org/wiki/Prąd_(fizyka)', 'https://pl.wikipedia.org/wiki/Prąd_(fizyka)'],
  ['HTTPS://EXAMPLE.PL!', 'HTTPS://EXAMPLE.PL', 'https://example.pl/'],
])('finds the address in %s', (text, written, href = expect.any(String)) => {
  expect(links(text)).toEqual([[written, href]]);
});

it.each([
  'javascript:alert(1)',
  'javascript://example.pl/%0aalert(1)',
  'data:text/html,<script>alert(1)</script>',
  'vbscript:x',
  'file:///etc/passwd',
  '[kliknij](javascript:alert(1))',
  '<a href="javascript:alert(1)">x</a>',
  'https://bank.pl@zly.example/',
  'https://bank.pl:haslo@zly.example/',
  'https://\u202ezly.example/lp.knab',
  'https://exa\u200bmple.pl',
  'https://',
  'https://localhost/x',
  'www.',
  '//example.pl',
  'ftp://example.pl',
  'xhttps://example.pl',
])('makes no link of %s', (text) => {
  expect(links(text)).toEqual([]);
});

it('never leads to a script behind an address', () => {
  for (const text of ['https://a.pl/"onmouseover="alert(1)', "https://a.pl/'><img src=x onerror=alert(1)>"])
    expect(links(text)).toEqual([['https://a.pl/', 'https://a.pl/']].map((l) => [expect.any(String), l[1]]));
});

it('keeps every letter of the text', () => {
  for (const text of ['', 'a', 'https://a.pl', 'x www.a.pl, https://b.pl/ y https://c@d.pl z', '<b>&amp;'])
    expect(
      linkify(text)
        .map((piece) => piece.text)
        .join(''),
    ).toBe(text);
});

it('does not slow down out of proportion with the longest of messages', () => {
  const longest = (part: string, count: number) => `https://a.pl/${part.repeat(count)}`;
  const took = (part: string, count: number) => {
    const times = Array.from({ length: 5 }, () => {
      const started = performance.now();
      linkify(longest(part, count));
      return performance.now() - started;
    });
    return Math.min(...times);
  };
  for (const part of ['https://', 'www.a', 'https://a.pl/((((', ')))))', '.,;'])
    // Times below this are too short to compare.
    expect(took(part, 8000)).toBeLessThan(Math.max(200, 20 * took(part, 4000)));
});
