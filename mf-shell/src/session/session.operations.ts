// The shell's own operations and their results. The build registers everything this file exports.

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
  /** An example of the retailer's invoice numbers; null where none is configured. */
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
/** With the reason of a suspended access. */
const FOUND = `session { ${SESSION} suspension { message } }`;
const PROBLEMS = 'problems { code field message }';

export const START = `query Start { ${FOUND} service { name company { name nip address { line1 line2 } } dataAsOf maintenance invoiceNumberExample terms { ${DOCUMENT} } support { audience email phone hours } } }`;
export const CHECK_SESSION = `query CheckSession { ${FOUND} }`;
export const SIGN_IN = `mutation SignIn($input: SignInInput!) { signIn(input: $input) { session { ${SESSION} } ${PROBLEMS} } }`;
export const SIGN_OUT = 'mutation SignOut($everywhere: Boolean!) { signOut(everywhere: $everywhere) }';
export const SELECT_CUSTOMER = `mutation SelectCustomer($id: ID!) { selectCustomer(id: $id) { session { ${SESSION} } ${PROBLEMS} } }`;
export const SET_LANGUAGE = `mutation SetLanguage($language: Language!) { setLanguage(language: $language) { session { ${SESSION} } ${PROBLEMS} } }`;
export const ACCEPT_TERMS = `mutation AcceptTerms($documentId: ID!) { acceptTerms(documentId: $documentId) { session { ${SESSION} } ${PROBLEMS} } }`;
