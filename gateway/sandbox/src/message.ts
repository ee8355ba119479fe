import { timingSafeEqual } from 'node:crypto';
import { sign } from './hash';
import type { Settings } from './settings';

/** The reason for rejecting a message of the shop, as in the operator's error. */
export class WrongMessage extends Error {
  constructor(
    readonly status: number,
    /** WRONG_HASH is counted apart: it is the fault one looks for in a sandbox. */
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}

/**
 * Checks a form of the shop's: known names, each once, none empty but left out, values as documented, the right service and the right hash.
 * @param order names in the order in which values are hashed, with what values look like
 */
export function checkMessage(
  settings: Settings,
  form: URLSearchParams,
  order: { name: string; pattern: RegExp }[],
  required: string[],
): Map<string, string> {
  const values = new Map<string, string>();
  for (const [name, value] of form) {
    if (values.has(name)) throw new WrongMessage(400, 'REPEATED_FIELD', `${name} is there twice`);
    values.set(name, value);
  }
  for (const name of [...required, 'Hash'])
    if (!values.get(name)) throw new WrongMessage(400, 'MISSING_FIELD', `${name} is missing`);
  for (const [name, value] of values) {
    if (name === 'Hash') continue;
    const known = order.find((one) => one.name === name);
    if (!known) throw new WrongMessage(400, 'UNKNOWN_FIELD', `${name} is not documented`);
    if (value !== '' && !known.pattern.test(value))
      throw new WrongMessage(400, 'WRONG_VALUE', `${name} is not as documented`);
  }
  if (values.get('ServiceID') !== settings.serviceId)
    throw new WrongMessage(403, 'UNKNOWN_SERVICE', 'ServiceID is not known');
  const right = Buffer.from(
    sign(
      settings,
      order.map(({ name }) => values.get(name) ?? ''),
    ),
  );
  const given = Buffer.from(values.get('Hash')!);
  if (right.length !== given.length || !timingSafeEqual(right, given))
    throw new WrongMessage(403, 'WRONG_HASH', 'Hash is wrong');
  return values;
}
