// Zones of the tariff and złotys on the page of usage, and a point whose meter records no hours.
import type { Page } from 'playwright-core';
import { portalSuite } from './suite';
import { twoYears, usageCsv, type Days } from './usage-data';
import { LANGUAGES, speak, text, type Language } from './visitor';
import { ELECTRICITY, POINT, SECOND_POINT, withPoints } from './world';

const HOME: Days = twoYears(1);
const line = (
  position: number,
  name: string,
  quantity: string,
  unit: string,
  unitPrice: string,
  net: string,
) => ({
  ...{ position, name, quantity, unit, unitPrice, net, vatRate: '23' },
});
const invoice = {
  ...(JSON.parse(ELECTRICITY['invoices.ndjson']!.split('\n')[0]!) as object),
  ...{ periodFrom: '2025-01-01', periodTo: '2025-01-31', issueDate: '2025-02-05', dueDate: '2025-02-19' },
  ...{ net: '180.00', vat: '41.40', gross: '221.40', outstanding: '221.40' },
  lines: [
    line(1, 'Energia czynna – strefa dzienna', '200', 'kWh', '0.60', '120.00'),
    line(2, 'Energia czynna – strefa nocna', '100', 'kWh', '0.40', '40.00'),
    line(3, 'Opłata handlowa', '1', 'mies.', '20.00', '20.00'),
  ],
};
/** The shop's document: its meter records no hours, so its readings are all that is known. */
const shops = {
  ...invoice,
  ...{ number: 'FV2025/03/7', periodTo: '2025-02-28', points: [SECOND_POINT] },
  readings: [
    {
      ...{ meterNumber: '88888888', zone: 'całodobowa', from: '2025-01-01', to: '2025-02-28' },
      ...{ previous: '1000', current: '1420', usedKwh: 420, method: 'Fizyczny' },
    },
  ],
};
const points = withPoints(SECOND_POINT)['consumption-points.ndjson']!.replace(
  '"tariff":"G11"',
  '"tariff":"G12"',
);

const suite = portalSuite({
  feeds: [
    {
      ...ELECTRICITY,
      'consumption-points.ndjson': points,
      'invoices.ndjson': `${JSON.stringify(invoice)}\n${JSON.stringify(shops)}\n`,
      'usage.csv': usageCsv({ [POINT]: HOME }),
    },
  ],
});

/** Opens the page of the point with zones at a period. */
async function open(width: number, search: string, settings = {}) {
  const visited = await suite.enter(`/zuzycie${search}`, width, settings);
  await visited.page.getByLabel('Punkt poboru').selectOption({ label: 'ul. Polna 1, 00-001 Warszawa' });
  await visited.page.waitForURL(/point=/);
  return visited;
}
const drawn = (page: Page, series: string) =>
  page
    .locator(`[seriesName='${series}'] path`)
    .evaluateAll((all) => all.map((column) => column.getBoundingClientRect().height));
/** The numbers of a column of the table. */
const numbers = async (page: Page, column: number) => {
  await page.getByRole('table').waitFor();
  return page.locator('tbody tr').evaluateAll(
    (all, n) =>
      all.map((row) => {
        const cell = row.querySelectorAll('td')[n]!.textContent;
        return Number(cell.replace(/[\s\u00a0\u202f]|kWh|zł|szacunek|niepełne/g, '').replace(',', '.'));
      }),
    column,
  );
};
const apart = (heights: number[], values: number[]) => {
  const scale = heights[0]! / values[0]!;
  return Math.max(...heights.map((height, n) => Math.abs(height - scale * values[n]!)));
};

it.each([360, 1280])('stacks the zones as the table has them, at %d px', async (width) => {
  const { page, look, leave, complaints } = await open(width, '?month=2025-05');
  await page.locator("[seriesName='zone2'] path").first().waitFor();
  expect(await text(page, '.ebok-usage__legend')).toMatch(/Strefa dzienna[^]*Strefa nocna/);
  const heights = [await drawn(page, 'zone1'), await drawn(page, 'zone2')];
  await look('use-zones');
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.waitForTimeout(400);
  await look('use-zones-dark');
  await page.emulateMedia({ colorScheme: 'light' });
  await page.getByRole('link', { name: 'Pokaż jako tabelę' }).click();
  const [total, day, night] = [await numbers(page, 0), await numbers(page, 1), await numbers(page, 2)];
  expect(total).toHaveLength(31);
  total.forEach((kwh, n) => expect(Math.abs(day[n]! + night[n]! - kwh)).toBeLessThan(0.11));
  expect(Math.min(...night)).toBeGreaterThan(0);
  expect(apart(heights[0]!, day)).toBeLessThan(2);
  expect(apart(heights[1]!, night)).toBeLessThan(2);
  await look('use-zones-table');
  await leave();
  expect(complaints).toEqual([]);
});

it.each([360, 1280])(
  'shows what use cost, and the document’s own figure where there is one, at %d px',
  async (width) => {
    const { page, look, leave, complaints } = await open(width, '?to=2025-12');
    await page.getByRole('link', { name: 'zł', exact: true }).click();
    await page.locator("[seriesName='fixed'] path").first().waitFor();
    const heights = await drawn(page, 'now');
    expect(await text(page, '.ebok-usage__legend')).toMatch(/Opłaty stałe[^]*Za zużycie/);
    await page.getByText('reszta to szacunek').waitFor();
    const pointer = page.getByRole('application', { name: /Słupki wykresu/ });
    await pointer.focus();
    await page.keyboard.press('Home');
    await page
      .locator('.ebok-usage__answer p', { hasText: /styczeń 2025.*koszt 221,40\szł \(z faktury\)/ })
      .waitFor();
    await page.keyboard.press('ArrowRight');
    await page.locator('.ebok-usage__answer p', { hasText: /luty 2025.*zł \(szacunek\)/ }).waitFor();
    await look('use-cost');
    await page.getByRole('link', { name: 'Pokaż jako tabelę' }).click();
    const [total, variable, fixed] = [await numbers(page, 0), await numbers(page, 1), await numbers(page, 2)];
    expect([total[0], fixed[0]]).toEqual([221.4, 24.6]);
    total.forEach((sum, n) => expect(Math.abs(variable[n]! + fixed[n]! - sum)).toBeLessThan(0.006));
    expect(apart(heights, variable)).toBeLessThan(2);
    expect(await page.locator('tbody tr .badge').count()).toBe(11);
    await look('use-cost-table');
    await page.reload();
    await page
      .getByRole('columnheader', { name: 'Opłaty stałe' })
      .or(page.getByText('Opłaty stałe'))
      .first()
      .waitFor();
    await leave();
    expect(complaints).toEqual([]);
  },
);

it('says zones, costs and columns in every language', async () => {
  const { page, look, leave } = await open(360, '?month=2025-05&unit=zl');
  await page.locator('.apexcharts-bar-area').first().waitFor();
  for (const language of Object.keys(LANGUAGES) as Language[]) {
    await speak(page, language);
    await page.locator('.apexcharts-bar-area').first().waitFor();
    await page.getByRole('application').focus();
    await page.keyboard.press('Home');
    await page.locator('.ebok-usage__answer a').waitFor();
    await look(`use-cost-${LANGUAGES[language]}`);
  }
  await speak(page, 'Polski');
  await leave();
});

it('shows the use between readings of a point without hours as periods', async () => {
  const { page, look, leave } = await suite.enter('/zuzycie', 360);
  await page.getByLabel('Punkt poboru').selectOption({ label: 'ul. Sklepowa 2, 00-001 Warszawa' });
  const row = page.getByRole('row', { name: /1 stycznia 2025 – 28 lutego 2025/ });
  await row.waitFor();
  expect((await row.innerText()).replace(/\s/g, ' ')).toMatch(/420,0 kWh.*FV2025\/03\/7/);
  expect(await page.locator('.apexcharts-bar-area').count()).toBe(0);
  await look('use-without-hours');
  await row.getByRole('link').click();
  await page.getByRole('heading', { level: 1, name: /FV2025\/03\/7/ }).waitFor();
  await leave();
});
