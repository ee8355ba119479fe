/** An address in parts. */
export interface AddressParts {
  street: string;
  building: string;
  flat?: string | null;
  postalCode: string;
  city: string;
  country: string;
}

/** As it is written on an envelope. */
export interface AddressLines {
  line1: string;
  line2: string;
  country: string;
}

/** The Polish way to write a flat: "ul. Polna 1/2". */
export function addressLines({
  street,
  building,
  flat,
  postalCode,
  city,
  country,
}: AddressParts): AddressLines {
  return {
    line1: `${street} ${building}${flat ? `/${flat}` : ''}`.trim(),
    line2: `${postalCode} ${city}`.trim(),
    country,
  };
}
