// What the page was composed of: addresses of modules, and the hash of every file of its slices.
interface ImportMap {
  /** By bare name. */
  imports?: Record<string, string>;
  /** By address; of stylesheets too, which browsers don't look for here. */
  integrity?: Record<string, string>;
}

export function importMap(): ImportMap {
  const element = document.querySelector('script[type="importmap"]');
  return JSON.parse(element?.textContent ?? '{}') as ImportMap;
}
