// The main walk of a customer in Firefox and WebKit: from the mail to signing out. `npm run test:browsers`.
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { startFirefox, startWebKit, type Engine } from './engines';
import { startPayingPortal } from './portal';
import { mailedLink, PASSWORD } from './visitor';
import { twoYears, usageCsv } from './usage-data';
import { CUSTOMER, ELECTRICITY, NEWS, POINT } from './world';

type Portal = Awaited<ReturnType<typeof startPayingPortal>>;

let portal: Portal;
let engine: Engine | undefined;
beforeEach(async () => {
  portal = await startPayingPortal();
  const world = { ...ELECTRICITY, 'messages.ndjson': NEWS['messages.ndjson']! };
  const use = { 'usage.csv': usageCsv({ [POINT]: twoYears(1) }) };
  expect((await portal.import(portal.feed({ ...world, ...use }))).code).toBe(0);
});
afterEach(async () => {
  await engine?.close();
  engine = undefined;
  await portal?.stop();
});

it.each([
  ['Firefox', 'Firefox/', startFirefox],
  ['WebKit', 'Version/', startWebKit],
])('a customer registers, signs in, reads, pays, asks and signs out in %s', async (name, agent, start) => {
  engine = await start();
  const { goto, press, type, says, shows } = engine;
  expect(await engine.ask('navigator.userAgent')).toContain(agent);
  const look = async (screen: string) => {
    await engine!.picture(`${name}-${screen}`);
    const fits = 'document.documentElement.scrollWidth <= document.documentElement.clientWidth';
    expect([screen, await engine!.ask(fits)]).toEqual([screen, true]);
  };

  await goto(`${portal.url}/rejestracja`);
  await type('Adres e-mail', CUSTOMER.email);
  await type('PESEL albo NIP', CUSTOMER.taxId);
  await type('Numer faktury', CUSTOMER.invoice);
  await press('checkbox', '');
  await press('button', 'Załóż konto');
  await says('Sprawdź swoją pocztę');
  await goto(await mailedLink(portal, CUSTOMER.email));
  await type('Nowe hasło', PASSWORD);
  await press('button', 'Ustaw hasło');
  await says('Hasło zostało ustawione');

  await goto(portal.url);
  await type('Adres e-mail', CUSTOMER.email);
  await type('Hasło', PASSWORD);
  await press('button', 'Zaloguj');
  await says('termin minął 15 marca 2026');
  await says('53,63 zł');
  await look('home');

  await press('link', 'Finanse');
  await press('link', CUSTOMER.invoice);
  await says('Razem za energię czynną');
  await look('document');

  await goto(`${portal.url}/platnosc`);
  await press('button', 'Zapłać 53,63 zł');
  await type('Kod BLIK', '111111');
  await press('button', 'Zapłać BLIKIEM');
  await press('link', 'Wróć do sprzedawcy');
  await says('Dziękujemy.');
  await goto(`${portal.url}/finanse/platnosci`);
  await says('1 płatność');
  await goto(`${portal.url}/finanse`);
  await says('Opłacono, księgujemy');
  await look('documents');

  await goto(`${portal.url}/zuzycie?do=2025-12`);
  await says('Rok 2025');
  await shows('.apexcharts-bar-area');
  await look('use');
  await goto(`${portal.url}/dane/punkty`);
  await press('link', 'ul. Polna 1');
  await says('Taryfa dla domu');
  await look('data');
  await goto(`${portal.url}/wiadomosci`);
  await says('Planowana przerwa w dostawie');
  await look('messages');

  const bill = path.join(portal.world, 'rachunek.txt');
  writeFileSync(bill, 'Na rachunku jest 53,63 zł.');
  await goto(`${portal.url}/kontakt`);
  await press('link', 'Rachunek');
  await type('Temat', 'Skąd taka kwota?');
  await type('Treść', 'Proszę o wyjaśnienie.');
  await engine.attach('Wybierz pliki', bill);
  await says('Dołączony');
  await look('request');
  await press('button', 'Wyślij zgłoszenie');
  await says('Przyjęte');
  await says('rachunek.txt');
  await look('request-sent');
  await press('button', 'Wyloguj');
  await says('Zaloguj się');
  await goto(`${portal.url}/finanse`);
  await says('Zaloguj się');
});
