// Metrics of slices as the gateway exposes them.
import type { FaultyPage } from './faulty';

/** Waits for a line of metrics; HASH stands for the build hash in a built-in version. */
export async function waitForMetric(site: FaultyPage, line: string): Promise<void> {
  const pattern = new RegExp(`^${line.replace(/[{}.+|]/g, '\\$&').replace('HASH', '[0-9a-f]+')}$`, 'm');
  for (let tries = 0; tries < 300; tries++) {
    if (pattern.test(await site.metrics())) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  const lines = (await site.metrics()).split('\n');
  expect(lines.filter((one) => /^ebok_slice_(?!.*_bucket)/.test(one)).join('\n')).toMatch(pattern);
}
