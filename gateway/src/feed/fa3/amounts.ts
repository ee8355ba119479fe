import { parseMoney } from '../../money';
import type { Element } from './element';

/** Ends the reading of one file; the reader turns it into the reason. */
export class RejectedDocument extends Error {
  constructor(
    readonly field: string,
    reason: string,
  ) {
    super(reason);
  }
}

/** An amount of the schema ("2051", "-37.4") in whole grosze. */
export function grosze(element: Element): number {
  const amount = parseMoney(element.text);
  if (amount === null) throw new RejectedDocument(element.name, 'an amount too large to be kept exactly');
  return amount;
}

/** The amount of a child, where there is one. */
export function amountOf(parent: Element | undefined, name: string): number | undefined {
  const element = parent?.children.find((child) => child.name === name);
  return element && grosze(element);
}

/** All amounts whose element's name fits, added up. */
export function sumOf(parent: Element, name: RegExp): number {
  return total(parent.children.filter((child) => name.test(child.name)).map(grosze));
}

/**
 * Adds amounts.
 * @throws RejectedDocument when the sum is not exact
 */
export function total(amounts: number[]): number {
  const sum = amounts.reduce((left, right) => left + right, 0);
  if (!Number.isSafeInteger(sum))
    throw new RejectedDocument('Fa', 'amounts too large to be added up exactly');
  return sum;
}

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
