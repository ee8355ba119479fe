// Operations of the shell's less visited pages, loaded with them.
import type { Problem } from '../api/problem';
import type { Language } from '../language/language';

/** The purpose of a mailed link. */
export interface MailedLink {
  purpose: 'ACTIVATE' | 'RESET' | 'ADD_CUSTOMER';
  email: string;
  customerNumber: string | null;
}

/** A requested change of contact data that a mailed link cancels; values are masked. */
export interface MailedChange {
  customerNumber: string;
  email: string | null;
  phone: string | null;
  requestedAt: string;
  cancellableUntil: string;
}

/** The gateway's assessment of a password. */
export interface PasswordStrength {
  score: number;
  problem: Problem | null;
}

/** A device with a session. */
export interface UserSession {
  id: string;
  current: boolean;
  device: string;
  ip: string;
  createdAt: string;
  lastSeenAt: string;
}

/** A version of a document; `acceptedAt`: when the signed-in user accepted it. */
export interface DocumentVersion {
  slug: string;
  title: string;
  version: string;
  validFrom: string;
  validTo: string | null;
  url: string;
  mimeType: string;
  acceptedAt: string | null;
}

/** A document in its version in force, with all versions, the newest first. */
export interface ServiceDocument extends DocumentVersion {
  versions: DocumentVersion[];
}

/** A cookie of the portal. Its purpose is in every language of the page, which switches without asking again. */
export interface Cookie extends Record<Language, string> {
  name: string;
  /** Seconds; null: until the browser is closed. */
  maxAge: number | null;
}

// Repeated here: a constant of another file would be concatenated at run time, and the operation could not be
// registered.
const PROBLEMS = 'problems { code field message }';
const VERSION = 'slug title version validFrom validTo url mimeType acceptedAt';

export const REGISTER = `mutation Register($input: RegisterInput!) { register(input: $input) { ok ${PROBLEMS} } }`;
export const ACTIVATE = `mutation Activate($token: String!, $password: String!) { activate(token: $token, password: $password) { ok ${PROBLEMS} } }`;
export const MAILED_LINK = `query MailedLink($token: String!) { mailedLink(token: $token) { link { purpose email customerNumber } ${PROBLEMS} } }`;
export const MAILED_CHANGE = `query MailedContactChange($token: String!) { mailedContactChange(token: $token) { change { customerNumber email phone requestedAt cancellableUntil } ${PROBLEMS} } }`;
export const CANCEL_CHANGE = `mutation CancelContactChange($token: String!) { cancelContactChange(token: $token) { ok ${PROBLEMS} } }`;
export const PASSWORD_STRENGTH = `query PasswordStrength($password: String!, $token: String) { passwordStrength(password: $password, token: $token) { score problem { code field message } } }`;
export const REQUEST_RESET =
  'mutation RequestPasswordReset($email: String!) { requestPasswordReset(email: $email) }';
export const RESET = `mutation ResetPassword($token: String!, $password: String!) { resetPassword(token: $token, password: $password) { ok ${PROBLEMS} } }`;
export const CHANGE_PASSWORD = `mutation ChangePassword($current: String!, $next: String!) { changePassword(current: $current, next: $next) { ok ${PROBLEMS} } }`;
export const SESSIONS =
  'query Sessions { session { user { sessions { id current device ip createdAt lastSeenAt } } } }';
export const REVOKE = 'mutation RevokeSession($id: ID!) { revokeSession(id: $id) }';
export const DOCUMENTS = `query Documents { service { documents { ${VERSION} versions { ${VERSION} } } } }`;
export const COOKIES =
  'query Cookies { service { cookies { name maxAge pl: purpose(language: PL) en: purpose(language: EN) uk: purpose(language: UK) } } }';
