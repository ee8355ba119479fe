import { language } from '@ebok/shell';
import type { AddressLinesFragment } from '../operations/generated/graphql';

/** The lines of an address, with the country unless it is Poland; empty when billing has none. */
export function addressLines({ line1, line2, country }: AddressLinesFragment): string[] {
  const lines = [line1, line2].map((line) => line.trim()).filter(Boolean);
  return lines.length > 0 && country !== 'PL' ? [...lines, countryName(country)] : lines;
}

export function isSameAddress(one: AddressLinesFragment, other: AddressLinesFragment): boolean {
  return addressLines(one).join('\n') === addressLines(other).join('\n');
}

function countryName(code: string): string {
  try {
    return new Intl.DisplayNames(language.current, { type: 'region' }).of(code) ?? code;
  } catch {
    // Not a country code.
    return code;
  }
}
