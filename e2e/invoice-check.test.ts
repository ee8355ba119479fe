// "Is this invoice ours?" in a browser: a customer compares what came by mail with their documents.
import { portalSuite } from './suite';
import { focusComesTo, speak, tabTo, text, visit } from './visitor';
import { CUSTOMER } from './world';

const RIGHT = 'PL71 1090 1014 9999 0000 0000 0001';
const FRAUD = '61 1090 1014 0000 0712 1981 2874';

const suite = portalSuite();

async function arrive(settings: Parameters<typeof visit>[2] = {}) {
  const visited = await suite.enter('/dane/sprawdz-fakture', 1280, settings);
  await visited.page.getByRole('heading', { level: 1, name: 'Czy ta faktura jest od nas?' }).waitFor();
  return visited;
}

it.each(['light', 'dark'] as const)(
  'tells a forged invoice from a true one at every width, in %s colours and three languages',
  async (colorScheme) => {
    const { page, complaints, lookAtWidths, fits, leave } = await arrive({ colorScheme });
    const check = async (pasted: string, answer: string) => {
      await page.getByLabel('Tekst z faktury').fill(pasted);
      await page.getByRole('button', { name: 'Sprawdź', exact: true }).click();
      await page.getByText(answer).waitFor();
    };
    await lookAtWidths(`check-${colorScheme}`);
    await check(`Faktura nr ${CUSTOMER.invoice}, 53,63 zł, rachunek ${FRAUD}`, 'Nie płać!');
    await lookAtWidths(`check-forged-${colorScheme}`);
    await check(`${CUSTOMER.invoice} ${RIGHT}`, 'To Twój dokument i właściwy numer rachunku.');
    expect(await text(page, 'main')).toContain('Do zapłaty\n53,63 zł');
    await lookAtWidths(`check-ours-${colorScheme}`);
    await page.setViewportSize({ width: 360, height: 800 });
    for (const [language, headline] of [
      ['English', 'Is this invoice ours?'],
      ['Українська', 'Чи це наш рахунок-фактура?'],
    ] as const) {
      await speak(page, language);
      await page.getByRole('heading', { level: 1, name: headline }).waitFor();
      await page.locator('form button[type=submit]').click();
      await page.locator('.alert--success').waitFor();
      await fits(`check-${language}`);
    }
    await speak(page, 'Polski');
    await leave();
    expect(complaints).toEqual([]);
  },
);

it('is used with the keyboard alone, from the overview to the payment', async () => {
  const { page, leave } = await arrive();
  await page.goto(`${suite.portal.url}/dane`);
  await page.getByRole('heading', { level: 1, name: 'Twoje dane' }).waitFor();
  await tabTo(page, 'Sprawdź fakturę');
  await page.keyboard.press('Enter');
  await focusComesTo(page, 'Czy ta faktura jest od nas?');
  await tabTo(page, 'Tekst z faktury');
  await page.keyboard.type(`${CUSTOMER.invoice.toLowerCase()} ${RIGHT}`);
  await tabTo(page, 'Sprawdź');
  await page.keyboard.press('Enter');
  await focusComesTo(page, 'Wynik sprawdzenia');
  await tabTo(page, `Zapłać ${CUSTOMER.invoice}`);
  await page.keyboard.press('Enter');
  await focusComesTo(page, 'Zapłać');
  expect(new URL(page.url()).pathname).toBe('/platnosc');
  await leave();
});
