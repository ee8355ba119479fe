import { type AddressLines } from '../customers/address-lines';
import { keyOf } from '../database/columns';
import type { Reader } from '../database/bulk-rows';
import { internationalPhone } from '../tickets/call-back';
import { ContactField } from './contact-change.entity';

/** The columns of a customer that can be asked to change, or tell where letters go. */
export interface ContactColumns {
  phone: string | null;
  addressLine1: string;
  addressLine2: string;
  addressCountry: string;
  correspondenceLine1: string | null;
  correspondenceLine2: string | null;
  correspondenceCountry: string | null;
}

/** What billing has of a customer. */
export interface CurrentContact {
  number: string;
  kind: 'PERSON' | 'COMPANY';
  /** As billing wrote it; the first of all addresses. */
  email: string | null;
  phone: string | null;
  correspondenceAddress: AddressLines;
  /** The values that a request for each field would find there already. */
  comparable: Record<ContactField, string[]>;
}

/** Reads it; a request reads it again under the customer's lock. */
export async function currentContact(reader: Reader, customerId: string): Promise<CurrentContact> {
  const [row] = await reader.query<(ContactColumns & Pick<CurrentContact, 'number' | 'kind'>)[]>(
    `SELECT number, kind, phone, addressLine1, addressLine2, addressCountry,
       correspondenceLine1, correspondenceLine2, correspondenceCountry FROM customers WHERE id = ?`,
    [customerId],
  );
  const emails = await reader.query<{ email: string; written: string }[]>(
    'SELECT email, written FROM customer_emails WHERE customerId = ? ORDER BY position',
    [customerId],
  );
  return {
    number: row!.number,
    kind: row!.kind,
    email: emails[0]?.written ?? null,
    phone: row!.phone,
    correspondenceAddress: correspondenceOf(row!),
    comparable: comparableContact(
      row!,
      emails.map(({ email }) => email),
    ),
  };
}

/** @param emails normalised */
export function comparableContact(
  row: ContactColumns,
  emails: readonly string[],
): CurrentContact['comparable'] {
  const phone = row.phone === null ? null : internationalPhone(row.phone);
  return {
    EMAIL: [...emails],
    PHONE: phone === null ? [] : [phone],
    CORRESPONDENCE_ADDRESS: [comparableAddress(correspondenceOf(row))],
  };
}

/** Letters go to the address of the contract where there is no other. */
function correspondenceOf(row: ContactColumns): AddressLines {
  if (row.correspondenceLine1 === null)
    return { line1: row.addressLine1, line2: row.addressLine2, country: row.addressCountry };
  return {
    line1: row.correspondenceLine1,
    line2: row.correspondenceLine2 ?? '',
    country: row.correspondenceCountry ?? 'PL',
  };
}

/** The same for "ul. Polna 1/2" and "Polna 1 m. 2": billing writes addresses in its own way. */
export function comparableAddress({ line1, line2, country }: AddressLines): string {
  const words = `${line1} ${line2} ${country}`
    .normalize('NFKC')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u);
  return keyOf('address', ...words.filter((word) => word !== '' && !ABBREVIATIONS.has(word)));
}

const ABBREVIATIONS = new Set(['ul', 'ulica', 'm', 'lok', 'nr']);
