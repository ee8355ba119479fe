// The page's import map: addresses of modules, and the hash of every file of its slices.
interface ImportMap {
  /** Addresses by bare name. */
  imports?: Record<string, string>;
  /** Hashes by address, also of stylesheets, which browsers do not look up here. */
  integrity?: Record<string, string>;
}

export function importMap(): ImportMap {
  const element = document.querySelector('script[type="importmap"]');
  return JSON.parse(element?.textContent ?? '{}') as ImportMap;
}
