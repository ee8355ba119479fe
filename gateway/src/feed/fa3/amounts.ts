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
