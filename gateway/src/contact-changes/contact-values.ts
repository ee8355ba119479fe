import { addressLines, type AddressParts } from '../customers/address-lines';
import { problem, type Problem } from '../graphql/problems';
import { normaliseEmail, visibleEmail } from '../mail/email-address';
import { internationalPhone } from '../tickets/call-back';
import { oneLine } from '../tickets/ticket-texts';
import type { LanguageCode } from '../texts/language';
import { ContactField } from './contact-change.entity';
import type { AddressInput, ContactChangeInput } from './contact-change.input';
import { comparableAddress } from './current-contact';

/** A value that a customer may ask for. */
export interface WantedValue {
  field: ContactField;
  /** As the table keeps it. */
  value: string;
  comparable: string;
}

type Read = { wanted: WantedValue } | { problems: Problem[] };

/** What an input calls each field. */
export const INPUT_FIELDS: Record<ContactField, 'email' | 'phone' | 'correspondenceAddress'> = {
  EMAIL: 'email',
  PHONE: 'phone',
  CORRESPONDENCE_ADDRESS: 'correspondenceAddress',
};

const LONGEST_EMAIL = 254;
const LONGEST_PARTS = { street: 256, building: 64, flat: 64, postalCode: 16, city: 256 };
const COUNTRIES = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' });

/** Checks the form of what was typed. */
export function readValues(
  input: ContactChangeInput,
  language: LanguageCode,
): { wanted: WantedValue[]; problems: Problem[] } {
  const read: Read[] = [];
  if (typeof input.email === 'string') read.push(readEmail(input.email, language));
  if (typeof input.phone === 'string') read.push(readPhone(input.phone, language));
  if (input.correspondenceAddress) read.push(readAddress(input.correspondenceAddress, language));
  if (read.length === 0)
    return { wanted: [], problems: [problem('REQUIRED', null, language, 'problem.NOTHING_TO_CHANGE')] };
  return {
    wanted: read.flatMap((one) => ('wanted' in one ? [one.wanted] : [])),
    problems: read.flatMap((one) => ('problems' in one ? one.problems : [])),
  };
}

function readEmail(written: string, language: LanguageCode): Read {
  const value = visibleEmail(written);
  if (value === '') return { problems: [problem('REQUIRED', 'email', language)] };
  if (value.length > LONGEST_EMAIL) return { problems: [problem('TOO_LONG', 'email', language)] };
  const comparable = normaliseEmail(value);
  if (!comparable) return { problems: [problem('INVALID_EMAIL', 'email', language)] };
  return { wanted: { field: ContactField.EMAIL, value, comparable } };
}

function readPhone(written: string, language: LanguageCode): Read {
  if (written.trim() === '') return { problems: [problem('REQUIRED', 'phone', language)] };
  const phone = internationalPhone(written);
  if (!phone) return { problems: [problem('INVALID_VALUE', 'phone', language, 'problem.PHONE')] };
  return { wanted: { field: ContactField.PHONE, value: phone, comparable: phone } };
}

function readAddress(written: AddressInput, language: LanguageCode): Read {
  const address = plainAddress(written);
  const problems = [...partProblems(address, language), ...countryProblems(address, language)];
  if (problems.length > 0) return { problems };
  return {
    wanted: {
      field: ContactField.CORRESPONDENCE_ADDRESS,
      value: JSON.stringify(address),
      comparable: comparableAddress(addressLines(address)),
    },
  };
}

function plainAddress({ street, building, flat, postalCode, city, country }: AddressInput): AddressParts {
  const isPolish = country.trim().toUpperCase() === 'PL';
  const code = oneLine(postalCode);
  return {
    street: oneLine(street),
    building: oneLine(building),
    ...(flat && oneLine(flat) !== '' ? { flat: oneLine(flat) } : {}),
    postalCode: isPolish ? code.replace(/^(\d{2})[\s-]?(\d{3})$/, '$1-$2') : code,
    city: oneLine(city),
    country: country.trim().toUpperCase(),
  };
}

function partProblems(address: AddressParts, language: LanguageCode): Problem[] {
  const problems: Problem[] = [];
  for (const [part, longest] of Object.entries(LONGEST_PARTS)) {
    const value = address[part as keyof typeof LONGEST_PARTS] ?? '';
    const field = `correspondenceAddress.${part}`;
    if (value === '' && part !== 'flat') problems.push(problem('REQUIRED', field, language));
    else if (value.length > longest) problems.push(problem('TOO_LONG', field, language));
    else if (part === 'postalCode' && address.country === 'PL' && !/^\d{2}-\d{3}$/.test(value))
      problems.push(problem('INVALID_VALUE', field, language, 'problem.POSTAL_CODE'));
  }
  return problems;
}

function countryProblems({ country }: AddressParts, language: LanguageCode): Problem[] {
  const isKnown = /^[A-Z]{2}$/.test(country) && COUNTRIES.of(country) !== undefined;
  return isKnown ? [] : [problem('INVALID_VALUE', 'correspondenceAddress.country', language)];
}
