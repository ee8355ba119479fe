// The page's configuration, written into the page by the gateway.
import type { Language } from './language/language';

export interface MenuEntry {
  path: string;
  text: Record<Language, string>;
  order: number;
  icon?: string;
  /** The slice counts something for this entry: see its export `badges`. */
  badge?: boolean;
}

export interface SliceDescription {
  name: string;
  routes: string[];
  menu: MenuEntry[];
  /** `height`: the tile's height on a phone in pixels, reserved until it is drawn, so that nothing below jumps. */
  parcels: { name: string; order: number; height?: number }[];
  /** The version on this page, sent with the slice's requests so that usage is counted by version. */
  version: string;
  /** The bare name in the import map. */
  module: string;
  styles: string[];
}

export interface PageConfig {
  /** The shell's own version. */
  shell: string;
  slices: SliceDescription[];
  production: boolean;
  maintenance?: string;
  /** The name of the preview that this browser has open. */
  preview?: string;
}

/** Reads the page's configuration; a page without one has no slices. */
export function readConfig(): PageConfig {
  const element = document.getElementById('ebok-config');
  if (!element) return { shell: '', slices: [], production: true };
  return JSON.parse(element.textContent ?? '') as PageConfig;
}

/** True when this address belongs to the slice. */
export function isAt(slice: SliceDescription, path: string): boolean {
  return slice.routes.some((route) => path === route || path.startsWith(`${route}/`));
}

let versions = new Map<string, string>();

/**
 * "finance@0.2.0": the caller named in requests, for the gateway's usage counts; undefined where the page has no
 * version of it.
 */
export function callerOf(name: string): string | undefined {
  if (versions.size === 0) {
    const { shell, slices } = readConfig();
    if (!shell) return undefined;
    versions = new Map([['shell', shell], ...slices.map((slice) => [slice.name, slice.version] as const)]);
  }
  const version = versions.get(name);
  return version && `${name}@${version}`;
}
