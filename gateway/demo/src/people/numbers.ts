/**
 * Invented numbers with valid checksums. They are computed independently of the feed's checks, so that an
 * error in one shows in the other.
 */

const digits = (value: number, length: number): string => String(value).padStart(length, '0');

const weighted = (body: string, weights: readonly number[]): number =>
  weights.reduce((sum, weight, at) => sum + weight * Number(body[at]), 0);

/** A point's number: GS1 Poland, the grid company, a serial of ten digits, a check digit. */
export function ppeOf(distributor: string, serial: number): string {
  const body = `590${distributor}${digits(serial, 10)}`;
  const sum = [...body].reverse().reduce((all, digit, at) => all + Number(digit) * (at % 2 ? 1 : 3), 0);
  return body + ((10 - (sum % 10)) % 10);
}

/** A PESEL with a birth date in the 2200s: valid, and assigned to no person. */
export function peselOf(serial: number): string {
  const month = 61 + (serial % 12);
  const body = `${digits(Math.floor(serial / 336) % 100, 2)}${digits(month, 2)}${digits(1 + (Math.floor(serial / 12) % 28), 2)}${digits(serial % 10_000, 4)}`;
  return body + ((10 - (weighted(body, [1, 3, 7, 9, 1, 3, 7, 9, 1, 3]) % 10)) % 10);
}

/** A NIP that begins with 999, which no tax office does; with 989 where those digits have no check digit. */
export function nipOf(serial: number): string {
  for (const office of ['999', '989']) {
    const body = `${office}${digits(serial % 1_000_000, 6)}`;
    const check = weighted(body, [6, 5, 7, 2, 3, 4, 5, 6, 7]) % 11;
    if (check < 10) return `${body}${check}`;
  }
  throw new RangeError('neither office has no check digit for the same serial');
}

/** A virtual account of its own for each customer, at a bank's mass payments. */
export function accountOf(serial: number): string {
  const body = `109010149999${digits(serial, 12)}`;
  return digits(98 - Number(BigInt(`${body}252100`) % 97n), 2) + body;
}

/** A national e-invoice number: seller, day, twelve hexadecimal digits, and their CRC-8. */
export function ksefNumberOf(sellerNip: string, day: string, unique: string): string {
  const body = `${sellerNip}-${day.replaceAll('-', '')}-${unique}`;
  let crc = 0;
  for (const byte of Buffer.from(body, 'latin1')) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = crc & 0x80 ? ((crc << 1) ^ 0x07) & 0xff : crc << 1;
  }
  return `${body}-${crc.toString(16).toUpperCase().padStart(2, '0')}`;
}
