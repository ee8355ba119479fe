// The shell's own operations and their results. The build registers everything this file exports.

import type { Problem } from '../api/problem';
import type { Language } from '../language/language';

export * from '../pages/pages.operations';

export interface Customer {
  id: string;
  number: string;
  kind: 'PERSON' | 'COMPANY';
  name: string;
}

export interface TermsDocument {
  id: string;
  title: string;
  version: string;
  validFrom: string;
  url: string;
  mimeType: string;
}

/** The fields of schema.graphql's Session that the shell and slices read. */
export interface Session {
  user: { id: string; email: string; language: 'PL' | 'EN' | 'UK' };
  customer: Customer;
  customers: Customer[];
  role: 'OWNER' | 'PAY' | 'VIEW';
  expiresAt: string;
  termsToAccept: TermsDocument | null;
  /** Why the session has fewer customers than at sign-in. */
  suspension?: { message: string } | null;
}

/** Its opening hours are in every language of the page, which switches without asking again. */
export interface SupportChannel extends Record<Language, string> {
  audience: 'PERSON' | 'COMPANY';
  email: string;
  phone: string;
}

export interface PortalInfo {
  name: string;
  company: { name: string; nip: string; regon: string; address: { line1: string; line2: string } };
  dataAsOf: string | null;
  maintenance: string | null;
  terms: TermsDocument;
  /** An example of the retailer's invoice numbers; null where none is configured. */
  invoiceNumberExample: string | null;
  support: SupportChannel[];
}

export interface SessionPayload {
  session: Session | null;
  problems: Problem[];
}

const DOCUMENT = 'id title version validFrom url mimeType';
const CUSTOMER = 'id number kind name';
const SUPPORT =
  'support { audience email phone pl: hours(language: PL) en: hours(language: EN) uk: hours(language: UK) }';
const SESSION = `user { id email language } customer { ${CUSTOMER} } customers { ${CUSTOMER} } role expiresAt termsToAccept { ${DOCUMENT} }`;
/** With the reason of a suspended access. */
const FOUND = `session { ${SESSION} suspension { message } }`;
const PROBLEMS = 'problems { code field message }';

export const START = `query Start { ${FOUND} service { name company { name nip regon address { line1 line2 } } dataAsOf maintenance invoiceNumberExample terms { ${DOCUMENT} } ${SUPPORT} } }`;
export const CHECK_SESSION = `query CheckSession { ${FOUND} }`;
export const SIGN_IN = `mutation SignIn($input: SignInInput!) { signIn(input: $input) { session { ${SESSION} } ${PROBLEMS} } }`;
export const SIGN_OUT = 'mutation SignOut($everywhere: Boolean!) { signOut(everywhere: $everywhere) }';
export const SELECT_CUSTOMER = `mutation SelectCustomer($id: ID!) { selectCustomer(id: $id) { session { ${SESSION} } ${PROBLEMS} } }`;
export const SET_LANGUAGE = `mutation SetLanguage($language: Language!) { setLanguage(language: $language) { session { ${SESSION} } ${PROBLEMS} } }`;
export const ACCEPT_TERMS = `mutation AcceptTerms($documentId: ID!) { acceptTerms(documentId: $documentId) { session { ${SESSION} } ${PROBLEMS} } }`;
