// The operations the shell runs itself, and what they answer.

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
}

export interface SupportChannel {
  audience: 'PERSON' | 'COMPANY';
  email: string;
  phone: string;
  hours: string;
}

export interface Service {
  name: string;
  company: { name: string; nip: string; address: { line1: string; line2: string } };
  dataAsOf: string | null;
  maintenance: string | null;
  terms: TermsDocument;
  /** How this retailer writes numbers of invoices; null where it gave no example. */
  invoiceNumberExample: string | null;
  support: SupportChannel[];
}

export interface Problem {
  code: string;
  field: string | null;
  message: string;
}

export interface SessionPayload {
  session: Session | null;
  problems: Problem[];
}

/** What a link from a mail is for. */
export interface MailedLink {
  purpose: 'ACTIVATE' | 'RESET' | 'ADD_CUSTOMER';
  email: string;
  customerNumber: string | null;
}

/** The gateway's judgement of a password. */
export interface PasswordStrength {
  score: number;
  problem: Problem | null;
}

const DOCUMENT = 'id title version validFrom url';
const CUSTOMER = 'id number kind name';
const SESSION = `user { id email language } customer { ${CUSTOMER} } customers { ${CUSTOMER} } role expiresAt termsToAccept { ${DOCUMENT} }`;
const PROBLEMS = 'problems { code field message }';

export const START = `query Start { session { ${SESSION} } service { name company { name nip address { line1 line2 } } dataAsOf maintenance invoiceNumberExample terms { ${DOCUMENT} } support { audience email phone hours } } }`;
export const LOOK = `query Look { session { ${SESSION} } }`;
export const SIGN_IN = `mutation SignIn($input: SignInInput!) { signIn(input: $input) { session { ${SESSION} } ${PROBLEMS} } }`;
export const SIGN_OUT = 'mutation SignOut($everywhere: Boolean!) { signOut(everywhere: $everywhere) }';
export const REGISTER = `mutation Register($input: RegisterInput!) { register(input: $input) { ok ${PROBLEMS} } }`;
export const ACTIVATE = `mutation Activate($token: String!, $password: String!) { activate(token: $token, password: $password) { ok ${PROBLEMS} } }`;
export const MAILED_LINK = `query MailedLink($token: String!) { mailedLink(token: $token) { link { purpose email customerNumber } ${PROBLEMS} } }`;
export const PASSWORD_STRENGTH = `query PasswordStrength($password: String!, $token: String) { passwordStrength(password: $password, token: $token) { score problem { code field message } } }`;
export const REQUEST_RESET =
  'mutation RequestPasswordReset($email: String!) { requestPasswordReset(email: $email) }';
export const RESET = `mutation ResetPassword($token: String!, $password: String!) { resetPassword(token: $token, password: $password) { ok ${PROBLEMS} } }`;
export const CHANGE_PASSWORD = `mutation ChangePassword($current: String!, $next: String!) { changePassword(current: $current, next: $next) { ok ${PROBLEMS} } }`;
export const ACCEPT_TERMS = `mutation AcceptTerms($documentId: ID!) { acceptTerms(documentId: $documentId) { session { ${SESSION} } ${PROBLEMS} } }`;
export const SELECT_CUSTOMER = `mutation SelectCustomer($id: ID!) { selectCustomer(id: $id) { session { ${SESSION} } ${PROBLEMS} } }`;
export const SET_LANGUAGE = `mutation SetLanguage($language: Language!) { setLanguage(language: $language) { session { ${SESSION} } ${PROBLEMS} } }`;
export const SESSIONS =
  'query Sessions { session { user { sessions { id current device ip createdAt lastSeenAt } } } }';
export const REVOKE = 'mutation RevokeSession($id: ID!) { revokeSession(id: $id) }';

export interface UserSession {
  id: string;
  current: boolean;
  device: string;
  ip: string;
  createdAt: string;
  lastSeenAt: string;
}
