/**
 * Parses printed energy ("20", "1 020,5", "118 kWh", "1.2 MWh") to whole watt-hours; undefined for other
 * texts.
 * The default unit is kWh.
 */
export function wattHours(value: string, unit = 'kWh'): number | undefined {
  const match = /^(-?)(\d{1,12})(?:[.,](\d+))?(kWh|MWh)?$/i.exec(value.replace(/\s/g, ''));
  if (!match) return undefined;
  const [, sign, whole = '', decimals = '', ownUnit = unit] = match;
  const places = ownUnit.toLowerCase() === 'mwh' ? 6 : 3;
  const digits = decimals.padEnd(places + 1, '0');
  const exact = Number(whole + digits.slice(0, places)) + (digits.charAt(places) >= '5' ? 1 : 0);
  if (!Number.isSafeInteger(exact)) return undefined;
  return sign && exact !== 0 ? -exact : exact;
}
