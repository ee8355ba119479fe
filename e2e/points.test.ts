// Punkty poboru in a browser: a customer with many points finds one, names it and reads about it.
import { portalSuite } from './suite';
import { focusComesTo, speak, tabTo, text, visit, WIDTHS } from './visitor';
import { CUSTOMER, ELECTRICITY, SECOND_POINT, withPoints } from './world';

const PPES = Array.from({ length: 14 }, (_, n) => String(BigInt(SECOND_POINT) + BigInt(n) * 100n));

// The invented numbers fail the check digit, which is only a warning: they are imported.
const suite = portalSuite({ feeds: [{ ...ELECTRICITY, ...withPoints(...PPES) }] });

async function arrive(width: number, settings: Parameters<typeof visit>[2] = {}) {
  const visited = await suite.enter('/dane/punkty', width, settings);
  await visited.page.getByText('15 punktów, pokazano 10').waitFor();
  return visited;
}

it.each(WIDTHS)(
  'finds a point at %d px, shows all about it, and Back returns to the search',
  async (width) => {
    const { page, complaints, look, leave } = await arrive(width);
    await look('points');
    await page.getByLabel('Szukaj').fill('Sklepowa 12');
    await page.getByText('1 punkt', { exact: true }).waitFor();
    await look('points-found');
    expect(new URL(page.url()).searchParams.get('q')).toBe('Sklepowa 12');
    await page.reload();
    await page.getByRole('link', { name: 'ul. Sklepowa 12, 00-001 Warszawa' }).click();
    await page.getByText('Nie ma jeszcze dokumentów dotyczących tego punktu.').waitFor();
    expect(await text(page, 'main')).toContain('Taryfa dla firm o mocy umownej do 40 kW');
    expect(await page.getByRole('link', { name: '991' }).getAttribute('href')).toBe('tel:991');
    await look('point');
    await page.getByRole('link', { name: 'Zobacz zużycie w tym punkcie' }).click();
    await page.getByRole('heading', { level: 1, name: 'Zużycie' }).waitFor();
    await page.goBack();
    await page.getByRole('heading', { level: 1, name: 'ul. Sklepowa 12' }).waitFor();
    await page.goBack();
    await page.getByText('1 punkt', { exact: true }).waitFor();
    await page.goBack();
    await page.getByText('15 punktów, pokazano 10').waitFor();
    await leave();
    expect(complaints).toEqual([]);
  },
);

it('is named and found with the keyboard alone, and the name stands wherever the point does', async () => {
  const { page, leave } = await arrive(1280);
  await tabTo(page, 'Szukaj');
  await page.keyboard.type('99999999');
  await page.getByText('1 punkt', { exact: true }).waitFor();
  await tabTo(page, 'ul. Polna 1, 00-001 Warszawa');
  await page.keyboard.press('Enter');
  await focusComesTo(page, 'ul. Polna 1, 00-001 Warszawa');
  await tabTo(page, 'Zmień nazwę');
  await page.keyboard.press('Enter');
  await focusComesTo(page, 'Twoja nazwa tego punktu');
  await page.keyboard.type('Domek nad jeziorem');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: 'Domek nad jeziorem' }).waitFor();
  await focusComesTo(page, 'Zmień nazwę');
  await tabTo(page, 'Kopiuj numer PPE');
  await page.keyboard.press('Enter');
  await page
    .getByText(/Skopiowano|nie pozwoliła skopiować/)
    .first()
    .waitFor();
  await tabTo(page, CUSTOMER.invoice);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: CUSTOMER.invoice }).waitFor();
  await focusComesTo(page, CUSTOMER.invoice);
  for (const place of ['/dane', '/finanse', '/kontakt/nowe?topic=USAGE', '/zuzycie']) {
    await page.goto(suite.portal.url + place);
    await page
      .getByText('Domek nad jeziorem')
      .or(page.locator('option', { hasText: 'Domek nad jeziorem' }))
      .first()
      .waitFor({ state: 'attached' });
  }
  await leave();
});

it('looks the same in dark colours, and speaks three languages', async () => {
  const { page, complaints, lookAtWidths, fits, leave } = await arrive(1280, { colorScheme: 'dark' });
  await lookAtWidths('points-dark');
  // The household's own point has no distributor that is known; the shops have.
  await page.getByRole('link', { name: 'ul. Sklepowa 2, 00-001 Warszawa' }).click();
  await page.getByRole('heading', { level: 2, name: 'Dystrybutor' }).waitFor();
  await lookAtWidths('point-dark');
  await page.setViewportSize({ width: 360, height: 800 });
  for (const [language, about] of [
    ['English', 'About this point'],
    ['Українська', 'Дані точки'],
  ] as const) {
    await speak(page, language);
    await page.getByRole('heading', { level: 2, name: about }).waitFor();
    await fits(`point-${language}`);
  }
  await leave();
  expect(complaints).toEqual([]);
});
