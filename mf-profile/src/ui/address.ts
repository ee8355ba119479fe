import { language } from '@ebok/shell';

export interface Address {
  line1: string;
  line2: string;
  country: string;
}

/** The lines of an address, with the country unless it is Poland; empty when billing has none. */
export function addressLines({ line1, line2, country }: Address): string[] {
  const lines = [line1, line2].map((line) => line.trim()).filter(Boolean);
  return lines.length > 0 && country !== 'PL' ? [...lines, countryName(country)] : lines;
}

/** Whether letters go to the address of the contract. */
export function isSameAddress(contact: { address: Address; correspondenceAddress: Address }): boolean {
  const [address, other] = [contact.address, contact.correspondenceAddress].map(addressLines);
  return address!.length > 0 && address!.join('\n') === other!.join('\n');
}

function countryName(code: string): string {
  try {
    return new Intl.DisplayNames(language.current, { type: 'region' }).of(code) ?? code;
  } catch {
    // Not a country code.
    return code;
  }
}
