// Visits of a slice's page or tile in a browser.
/* global addEventListener, document, Element, getComputedStyle */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
const LONGEST_MS = 15_000;
const PHONE = { width: 360, height: 740 };
export const DESK = { width: 1280, height: 800 };

/**
 * Faults reported by the page: uncaught errors, `console.error` (src/standalone.ts logs what slices report to the
 * shell), and violations of the policy.
 */
export async function listen(page) {
  const heard = [];
  const hear = (error) => heard.push(String(error).split('\n', 1)[0]);
  page.on('pageerror', (error) => hear(error.message));
  page.on('console', async (message) => {
    if (message.type() !== 'error') return;
    for (const argument of message.args()) {
      const error = await argument
        .evaluate((value) => (value instanceof Error ? `${value.name}: ${value.message}` : ''))
        .catch(() => '');
      if (error) hear(error);
    }
  });
  await page.exposeFunction('ebokBlocked', (what) => heard.push(what));
  await page.addInitScript(() => {
    addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI, sample, target }) => {
      const element = target instanceof Element ? target : undefined;
      const where = element ? ` of <${element.localName} class="${element.className}">` : '';
      globalThis.ebokBlocked(
        `the page's policy (${effectiveDirective}) blocks ${sample || blockedURI}${where}`,
      );
    });
  });
  return { take: () => heard.splice(0) };
}

/** @returns {Promise<string[]>} the faults of the page at this address */
export async function visit(page, address, place, complaints) {
  complaints.take();
  await page.setViewportSize(DESK);
  await page.goto(address);
  const heading = page.locator('#slice h1').first();
  const stands = await heading.waitFor({ timeout: LONGEST_MS }).then(
    () => true,
    () => false,
  );
  if (!stands) {
    const why = complaints.take().map((message) => `page: ${place}: ${message}`);
    return [`page: no heading stands ${place} with the answers of src/standalone.ts`, ...why];
  }
  await page.waitForLoadState('networkidle');
  return look(page, '#slice', place, complaints);
}

/** Faults of a tile, on a page of its own; none where it is not exported. */
export async function tile(page, address, name, complaints) {
  await page.setViewportSize(DESK);
  await page.goto(address);
  await page.waitForFunction(() => globalThis.ebokSlice);
  complaints.take();
  const isMounted = await page.evaluate((parcel) => {
    const config = globalThis.ebokSlice.parcels?.[parcel];
    if (!config) return false;
    const domElement = Object.assign(document.createElement('main'), { id: 'ebok-tile' });
    document.body.replaceChildren(domElement);
    const onFault = (error) => console.error(error);
    Promise.resolve(config.mount({ name: parcel, domElement, onFault })).catch(onFault);
    return true;
  }, name);
  if (!isMounted) return [];
  const place = `in the tile ${name}`;
  const stands = await page
    .locator('#ebok-tile > * > *')
    .first()
    .waitFor({ timeout: LONGEST_MS })
    .then(
      () => true,
      () => false,
    );
  if (!stands) {
    const why = complaints.take().map((message) => `page: ${place}: ${message}`);
    return [`page: nothing stands ${place} with the answers of src/standalone.ts`, ...why];
  }
  await page.waitForLoadState('networkidle');
  return look(page, '#ebok-tile', place, complaints);
}

/** Parcels that slice.json names and the entry does not export. */
export async function missingExports(page, { parcels, menu }) {
  await page.waitForFunction(() => globalThis.ebokSlice, undefined, { timeout: LONGEST_MS }).catch(() => {});
  const exported = await page.evaluate(() => {
    const { parcels: all = {}, ...rest } = globalThis.ebokSlice ?? {};
    const isParcel = (name) => typeof all[name]?.mount === 'function';
    return { parcels: Object.keys(all).filter(isParcel), names: Object.keys(rest) };
  });
  const missing = parcels
    .filter(({ name }) => !exported.parcels.includes(name))
    .map(({ name }) => `slice.json names the parcel "${name}", and src/lifecycle exports no parcels.${name}`);
  if (menu.some(({ badge }) => badge) && !exported.names.includes('badges'))
    missing.push('slice.json gives a menu entry a badge, and src/lifecycle exports no badges()');
  return missing;
}

async function look(page, where, place, complaints) {
  // Measured before axe is injected.
  const heard = complaints.take().map((message) => `page: ${place}: ${message}`);
  const wide = await tooWide(page, place);
  await page.evaluate(readFileSync(AXE, 'utf8'));
  return [...heard, ...wide, ...(await findings(page, where, place))];
}

/** Elements wider than a phone's screen; scrollable or clipped ones do not count. */
async function tooWide(page, place) {
  await page.setViewportSize(PHONE);
  const found = await page.evaluate((width) => {
    if (document.scrollingElement.scrollWidth <= width) return [];
    const isHeld = (element) => {
      for (let outer = element.parentElement; outer && outer !== document.body; outer = outer.parentElement)
        if (getComputedStyle(outer).overflowX !== 'visible') return true;
      return false;
    };
    const out = [...document.body.querySelectorAll('*')].filter(
      (element) => element.getBoundingClientRect().right > width + 1 && !isHeld(element),
    );
    // The innermost elements: their ancestors are wide because of them.
    return out
      .filter((element) => !out.some((other) => other !== element && element.contains(other)))
      .slice(0, 3)
      .map((element) => {
        const { right } = element.getBoundingClientRect();
        return `<${element.localName} class="${element.getAttribute('class') ?? ''}"> to ${Math.round(right)} px`;
      });
  }, PHONE.width);
  await page.setViewportSize(DESK);
  return found.map((what) => `width: ${place} ${what} reaches beyond a phone of ${PHONE.width} px`);
}

/** Findings inside the slice; the rest of this page belongs to no product. */
async function findings(page, where, place) {
  const violations = await page.evaluate(
    async (selector) => (await globalThis.axe.run(selector)).violations,
    where,
  );
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ target }) => `axe: ${id} ${place}: ${target.join(' ')} (${help})`),
  );
}
