import { z } from 'zod';
import { addressLines, type AddressLines } from '../../customers/address-lines';
import { country, text } from './fields';

const lines = z.object({ line1: text(512), line2: text(512), country });
const parts = z
  .object({
    street: text(256),
    building: text(64),
    flat: text(64).nullish(),
    postalCode: text(16),
    city: text(256),
    country,
  })
  .transform(addressLines);

/** An address in either of its two forms. */
export const address: z.ZodType<AddressLines> = z.union(
  [lines, parts],
  'an address is { line1, line2, country? } or { street, building, flat?, postalCode, city, country? }',
);
