// The operations the shell runs itself, and what they answer. The gateway is told all that this file exports.

import type { Problem } from '../api/problem';

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
}

/** As in schema.graphql, the fields of it that the shell and slices look at. */
export interface Session {
  user: { id: string; email: string; language: 'PL' | 'EN' | 'UK' };
  customer: Customer;
  customers: Customer[];
  role: 'OWNER' | 'PAY' | 'VIEW';
  expiresAt: string;
  termsToAccept: TermsDocument | null;
  /** Why there is less to see than when they signed in. */
  suspension?: { message: string } | null;
}

export interface SupportChannel {
  audience: 'PERSON' | 'COMPANY';
  email: string;
  phone: string;
  hours: string;
}

export interface PortalInfo {
  name: string;
  company: { name: string; nip: string; address: { line1: string; line2: string } };
  dataAsOf: string | null;
  maintenance: string | null;
  terms: TermsDocument;
  /** How this retailer writes numbers of invoices; null where it gave no example. */
  invoiceNumberExample: string | null;
  support: SupportChannel[];
}

export interface SessionPayload {
  session: Session | null;
  problems: Problem[];
}

const DOCUMENT = 'id title version validFrom url';
const CUSTOMER = 'id number kind name';
const SESSION = `user { id email language } customer { ${CUSTOMER} } customers { ${CUSTOMER} } role expiresAt termsToAccept { ${DOCUMENT} }`;
/** With what may have happened to it since. */
const FOUND = `session { ${SESSION} suspension { message } }`;
const PROBLEMS = 'problems { code field message }';

export const START = `query Start { ${FOUND} service { name company { name nip address { line1 line2 } } dataAsOf maintenance invoiceNumberExample terms { ${DOCUMENT} } support { audience email phone hours } } }`;
export const CHECK_SESSION = `query CheckSession { ${FOUND} }`;
export const SIGN_IN = `mutation SignIn($input: SignInInput!) { signIn(input: $input) { session { ${SESSION} } ${PROBLEMS} } }`;
export const SIGN_OUT = 'mutation SignOut($everywhere: Boolean!) { signOut(everywhere: $everywhere) }';
export const SELECT_CUSTOMER = `mutation SelectCustomer($id: ID!) { selectCustomer(id: $id) { session { ${SESSION} } ${PROBLEMS} } }`;
export const SET_LANGUAGE = `mutation SetLanguage($language: Language!) { setLanguage(language: $language) { session { ${SESSION} } ${PROBLEMS} } }`;
export const ACCEPT_TERMS = `mutation AcceptTerms($documentId: ID!) { acceptTerms(documentId: $documentId) { session { ${SESSION} } ${PROBLEMS} } }`;
