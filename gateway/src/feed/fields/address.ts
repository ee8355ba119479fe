import { z } from 'zod';
import { country, text } from './fields';

/** As the tables keep it. */
export interface AddressLines {
  line1: string;
  line2: string;
  country: string;
}

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
  .transform(({ street, building, flat, postalCode, city, country }): AddressLines => ({
    // The Polish way to write a flat: "ul. Polna 1/2".
    line1: `${street} ${building}${flat ? `/${flat}` : ''}`.trim(),
    line2: `${postalCode} ${city}`.trim(),
    country,
  }));

/** An address in either of its two forms. */
export const address: z.ZodType<AddressLines> = z.union(
  [lines, parts],
  'an address is { line1, line2, country? } or { street, building, flat?, postalCode, city, country? }',
);
