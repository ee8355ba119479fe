/* global document, MutationObserver, requestAnimationFrame */
// Emulates a slow device on a slow network, and measures when a page is complete.

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
    requestAnimationFrame(() => setTimeout(() => (globalThis.filledAt = performance.now())));
  });
  observer.observe(document, { childList: true, subtree: true });

  function isFilled(tile) {
    return tile.textContent.trim() !== '' && !tile.querySelector('.skeleton, .fault, [role="alert"]');
  }
}

/**
 * The same for the page of usage: the figures are there and the chart is drawn. Records tasks of 50 ms and more, and
 * when the columns appeared.
 */
export function whenDrawn() {
  globalThis.longTasks = [];
  new PerformanceObserver((list) => globalThis.longTasks.push(...list.getEntries())).observe({
    type: 'longtask',
    buffered: true,
  });
  const observer = new MutationObserver(() => {
    if (!document.querySelector('.apexcharts-bar-area') || document.querySelector('.ebok-usage .skeleton'))
      return;
    observer.disconnect();
    globalThis.columnsAt = performance.now();
    requestAnimationFrame(() => setTimeout(() => (globalThis.filledAt = performance.now())));
  });
  observer.observe(document, { childList: true, subtree: true });
}

/** The length of the task that drew the columns, in milliseconds; 0 below 50. */
export async function drawingTask(page) {
  // The observer hears of a task after it has ended.
  await page.waitForTimeout(500);
  return page.evaluate(() => {
    const task = globalThis.longTasks.find(
      ({ startTime, duration }) =>
        startTime <= globalThis.columnsAt && globalThis.columnsAt <= startTime + duration + 1,
    );
    return Math.round(task?.duration ?? 0);
  });
}

/** Waits for that moment. @returns milliseconds since navigation, and the bytes transferred */
export async function untilFilled(page) {
  const filled = await page.waitForFunction(() => globalThis.filledAt, undefined, {
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
