// The layout of home's tiles.
import type { Page } from 'playwright-core';
import { portalSuite } from './suite';
import { owing } from './world';

/** 183 letters, and words longer than a line. */
const LONG_NAME = `Przedsiębiorstwo ${'Wielobranżowe '.repeat(7)}${'Konstantynopolitańczykowianeczka'.repeat(2)} s.c`;
const TILES = '.home__tiles > ebok-parcel';

const debtor = owing(900, ['1258946.99']);
const renamed = debtor.feed['customers.ndjson']!.replace('F.H.U. Jan Kowalski', LONG_NAME);
const suite = portalSuite({ account: debtor, feeds: [{ ...debtor.feed, 'customers.ndjson': renamed }] });

/** The positions of the tiles and of their contents. */
const laidOut = (page: Page) =>
  page.evaluate((selector) => {
    const room = document.querySelector('.home__tiles')!.getBoundingClientRect();
    const tiles = [...document.querySelectorAll(selector)].map((tile) => {
      const card = tile.querySelector('.card')!.getBoundingClientRect();
      const texts = [...tile.querySelectorAll('*')]
        .flatMap((element) => [...element.childNodes])
        .filter((node) => node.nodeType === Node.TEXT_NODE && node.textContent!.trim() !== '')
        .flatMap((node) => {
          const range = document.createRange();
          range.selectNodeContents(node);
          return [...range.getClientRects()];
        })
        .filter(({ width, height }) => width > 2 && height > 2);
      return {
        row: Math.round(card.top),
        height: Math.round(card.height),
        width: card.width,
        above: Math.min(...texts.map(({ top }) => top)) - card.top,
        over: Math.max(...texts.map(({ right }) => right)) - card.right,
      };
    });
    const rows = [...new Set(tiles.map(({ row }) => row))].map((row) =>
      tiles.filter((tile) => tile.row === row),
    );
    return {
      tiles,
      rows: rows.map((row) => ({
        free: room.width - row.reduce((sum, { width }) => sum + width, 0) - 24 * (row.length - 1),
        heights: new Set(row.map(({ height }) => height)).size,
      })),
    };
  }, TILES);

it.each([360, 768, 1280, 1920])(
  'tiles fill their rows at %d px and hold what is in them, at the top, however long a name or a sum is',
  async (width) => {
    const { page, fits, settled, leave } = await suite.enter('/', width);
    await page.getByText(LONG_NAME.slice(0, 40)).first().waitFor();
    await settled();
    const { tiles, rows } = await laidOut(page);
    expect(tiles.length).toBeGreaterThan(2);
    for (const { above, over } of tiles) {
      expect(over).toBeLessThanOrEqual(0);
      expect(above).toBeLessThan(60);
    }
    for (const row of rows) {
      // Neither a gap next to a tile nor a single one in a row.
      expect(Math.abs(row.free)).toBeLessThan(24);
      expect(row.heights).toBe(1);
    }
    await fits('home-long-name');
    await leave();
  },
);

it.each(['light', 'dark'] as const)(
  'tiles are seen in the %s while their contents are on the way',
  async (colorScheme) => {
    const { page, leave } = await suite.enter('/', 1280, { colorScheme });
    await page.locator(TILES).first().waitFor();
    // Requests of the tiles are never answered.
    await page.route('**/graphql', (route) =>
      /\b(Start|CheckSession)\b/.test(route.request().postData() ?? '') ? route.continue() : undefined,
    );
    await page.reload();
    for (const tile of await page.locator(TILES).all())
      await tile.locator('.skeleton:visible').first().waitFor();
    const contrasts = await page.locator(`${TILES} .skeleton:visible`).evaluateAll((skeletons) => {
      const luminance = (colour: string) => {
        const canvas = Object.assign(document.createElement('canvas'), { width: 1, height: 1 });
        const context = canvas.getContext('2d')!;
        context.fillStyle = colour;
        context.fillRect(0, 0, 1, 1);
        const [r, g, b] = [...context.getImageData(0, 0, 1, 1).data].map((part) => {
          const share = part / 255;
          return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
        }) as [number, number, number];
        return 0.2126 * r + 0.7152 * g + 0.0722 * b;
      };
      const behind = (element: Element | null): string => {
        if (!element) return 'white';
        const colour = getComputedStyle(element).backgroundColor;
        return colour === 'rgba(0, 0, 0, 0)' ? behind(element.parentElement) : colour;
      };
      return skeletons.map((skeleton) => {
        const { width, height } = skeleton.getBoundingClientRect();
        const [light, dark] = [getComputedStyle(skeleton).backgroundColor, behind(skeleton.parentElement)]
          .map(luminance)
          .sort((a, b) => b - a) as [number, number];
        return { size: Math.min(width, height), ratio: (light + 0.05) / (dark + 0.05) };
      });
    });
    for (const { size, ratio } of contrasts) {
      expect(size).toBeGreaterThan(8);
      expect(ratio).toBeGreaterThan(1.2);
    }
    await leave();
  },
);
