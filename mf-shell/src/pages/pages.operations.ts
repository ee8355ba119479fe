// Operations of the shell's less visited pages, loaded with them.
import type { Problem } from '../api/problem';

/** The purpose of a mailed link. */
export interface MailedLink {
  purpose: 'ACTIVATE' | 'RESET' | 'ADD_CUSTOMER';
  email: string;
  customerNumber: string | null;
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

// Repeated here: a constant of another file would be concatenated at run time, and the operation could not be
// registered.
const PROBLEMS = 'problems { code field message }';

export const REGISTER = `mutation Register($input: RegisterInput!) { register(input: $input) { ok ${PROBLEMS} } }`;
export const ACTIVATE = `mutation Activate($token: String!, $password: String!) { activate(token: $token, password: $password) { ok ${PROBLEMS} } }`;
export const MAILED_LINK = `query MailedLink($token: String!) { mailedLink(token: $token) { link { purpose email customerNumber } ${PROBLEMS} } }`;
export const PASSWORD_STRENGTH = `query PasswordStrength($password: String!, $token: String) { passwordStrength(password: $password, token: $token) { score problem { code field message } } }`;
export const REQUEST_RESET =
  'mutation RequestPasswordReset($email: String!) { requestPasswordReset(email: $email) }';
export const RESET = `mutation ResetPassword($token: String!, $password: String!) { resetPassword(token: $token, password: $password) { ok ${PROBLEMS} } }`;
export const CHANGE_PASSWORD = `mutation ChangePassword($current: String!, $next: String!) { changePassword(current: $current, next: $next) { ok ${PROBLEMS} } }`;
export const SESSIONS =
  'query Sessions { session { user { sessions { id current device ip createdAt lastSeenAt } } } }';
export const REVOKE = 'mutation RevokeSession($id: ID!) { revokeSession(id: $id) }';
