/* global document, MutationObserver, requestAnimationFrame */
// Emulates a slow device on a slow network, and measures when home is complete.

/** Chromium's own emulation: processor, bandwidth, and a minimum latency for each answer. */
export async function throttle(page) {
  const session = await page.context().newCDPSession(page);
  await session.send('Network.enable');
  const throughput = 10_000_000 / 8;
  await session.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: 40,
    downloadThroughput: throughput,
    uploadThroughput: throughput,
  });
  await session.send('Emulation.setCPUThrottlingRate', { rate: 4 });
}

/**
 * Runs before all scripts of the page: records the moment when every tile shows its figures and the page can handle a
 * click.
 */
export function whenFilled() {
  const observer = new MutationObserver(() => {
    const config = document.getElementById('ebok-config')?.textContent;
    if (!config) return;
    const tiles = [...document.querySelectorAll('ebok-parcel')];
    const wanted = JSON.parse(config).slices.flatMap(({ parcels }) => parcels).length;
    if (tiles.length < wanted || !tiles.every(isFilled)) return;
    observer.disconnect();
    // Waits for the paint and for the tasks queued before it.
    requestAnimationFrame(() => setTimeout(() => (globalThis.homeFilledAt = performance.now())));
  });
  observer.observe(document, { childList: true, subtree: true });

  function isFilled(tile) {
    return tile.textContent.trim() !== '' && !tile.querySelector('.skeleton, .fault, [role="alert"]');
  }
}

/** Waits for that moment. @returns milliseconds since navigation, and the bytes transferred */
export async function untilFilled(page) {
  const filled = await page.waitForFunction(() => globalThis.homeFilledAt, undefined, {
    timeout: 60_000,
    polling: 50,
  });
  const ms = Math.round(await filled.jsonValue());
  const entries = await page.evaluate(() =>
    [...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')].map(
      ({ transferSize, responseEnd }) => ({ transferSize, responseEnd }),
    ),
  );
  const came = entries.filter(({ transferSize, responseEnd }) => transferSize > 0 && responseEnd <= ms);
  const kB = Math.round(came.reduce((sum, { transferSize }) => sum + transferSize, 0) / 100) / 10;
  return { ms, requests: came.length, kB };
}
