import oldest from '../../browsers.json';

const NAMES: Record<keyof typeof oldest, string> = {
  chrome: 'Chrome',
  edge: 'Edge',
  firefox: 'Firefox',
  safari: 'Safari',
};

/** "Chrome 89, Edge 89, …": the oldest ones for which the page is built. */
export function supportedBrowsers(): string {
  return Object.entries(NAMES)
    .map(([key, name]) => `${name} ${oldest[key as keyof typeof oldest]}`)
    .join(', ');
}
