/** Checks of the numbers that identify people, firms, points and accounts. They tell typing faults, not truth. */

const bare = (text: string): string => text.replace(/[\s-]/g, '');
const withoutCountry = (text: string): string => bare(text).replace(/^PL/i, '');

function weighted(digits: string, weights: readonly number[]): number {
  return weights.reduce((sum, weight, index) => sum + weight * Number(digits[index]), 0);
}

/** Tax number of a firm: 10 digits, also with dashes, spaces or `PL` before. */
export function isNip(text: string): boolean {
  const digits = withoutCountry(text);
  if (!/^[1-9]\d{9}$/.test(digits)) return false;
  return weighted(digits, [6, 5, 7, 2, 3, 4, 5, 6, 7]) % 11 === Number(digits[9]);
}

/** Statistical number of a firm: 9 digits, or 14 of a branch, which begin with the firm's own 9. */
export function isRegon(text: string): boolean {
  const digits = bare(text);
  if (!/^(\d{9}|\d{14})$/.test(digits)) return false;
  const fits = (weights: readonly number[]) =>
    (weighted(digits, weights) % 11) % 10 === Number(digits[weights.length]);
  const isBranch = digits.length === 14;
  return fits([8, 9, 2, 3, 4, 5, 6, 7]) && (!isBranch || fits([2, 4, 8, 5, 0, 9, 7, 3, 6, 1, 2, 4, 8]));
}

/** Number of a person: 11 digits that begin with a day that exists; the month also tells the century. */
export function isPesel(text: string): boolean {
  const digits = bare(text);
  if (!/^\d{11}$/.test(digits)) return false;
  if ((weighted(digits, [1, 3, 7, 9, 1, 3, 7, 9, 1, 3]) + Number(digits[10])) % 10 !== 0) return false;
  const shifted = Number(digits.slice(2, 4));
  const century = [1900, 2000, 2100, 2200, 1800][Math.floor(shifted / 20)] ?? 1900;
  const day = new Date(
    Date.UTC(century + Number(digits.slice(0, 2)), (shifted % 20) - 1, Number(digits.slice(4, 6))),
  );
  return day.getUTCMonth() === (shifted % 20) - 1 && day.getUTCDate() === Number(digits.slice(4, 6));
}

/** Polish account: 26 digits, also grouped or with `PL` before. */
export function isNrb(text: string): boolean {
  const digits = withoutCountry(text);
  return /^\d{26}$/.test(digits) && isIban(`PL${digits}`);
}

/** International account: a country, two check digits, and as many letters and digits as the country has. */
export function isIban(text: string): boolean {
  const iban = bare(text).toUpperCase();
  if (!/^[A-Z]{2}\d{2}[A-Z\d]{11,30}$/.test(iban)) return false;
  const turned = iban.slice(4) + iban.slice(0, 4);
  return BigInt(turned.replace(/[A-Z]/g, (letter) => String(letter.charCodeAt(0) - 55))) % 97n === 1n;
}

/** Point of consumption: a GS1 number of 18 digits with a check digit (weights 3, 1, 3… from the right). */
export function isPpe(text: string): boolean {
  const digits = bare(text);
  if (!/^\d{18}$/.test(digits)) return false;
  return [...digits].reduce((sum, digit, index) => sum + Number(digit) * (index % 2 ? 1 : 3), 0) % 10 === 0;
}

/** Number of a national e-invoice: 35 characters, or 36 as the first version of the system wrote them. */
export function isKsefNumber(text: string): boolean {
  const number = text.replace(/^(.{26})-(.{9})$/, '$1$2');
  if (!/^[A-Z\d]{10}-\d{8}-[\dA-F]{12}-[\dA-F]{2}$/.test(number)) return false;
  return crc8(number.slice(0, 32)) === parseInt(number.slice(33), 16);
}

function crc8(text: string): number {
  let crc = 0;
  for (const byte of Buffer.from(text, 'latin1')) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = ((crc << 1) ^ (crc & 0x80 ? 0x07 : 0)) & 0xff;
  }
  return crc;
}

/** Masks a tax id for the report: 44051401359 → 440*****359. */
export function maskTaxId(text: string): string {
  if (text.length < 8) return '*'.repeat(text.length);
  return `${text.slice(0, 3)}${'*'.repeat(text.length - 6)}${text.slice(-3)}`;
}
