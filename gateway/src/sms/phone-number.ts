import parsePhoneNumber from 'libphonenumber-js/mobile';

/**
 * The E.164 form of a mobile number as a person or billing writes it, Polish unless it names another country.
 * Null for landlines, premium services and whatever else takes no SMS.
 */
export function mobileNumber(written: string): string | null {
  const number = parsePhoneNumber(written, 'PL');
  return number?.isValid() ? number.number : null;
}

/** True for a mobile number of one of the countries, by calling code ("48"): attackers earn from foreign ones. */
export function isSmsAllowed(recipient: string, countries: readonly string[]): boolean {
  const number = parsePhoneNumber(recipient);
  return number !== undefined && number.isValid() && countries.includes(number.countryCallingCode);
}

/** "+48 ••• ••• 567", for lists that people pass on. */
export function maskedNumber(recipient: string): string {
  return `${recipient.slice(0, 3)} ••• ••• ${recipient.slice(-3)}`;
}
