import { MailDelivery } from '../src/mail/delivery';
import type { RenderedMail } from '../src/mail/transport';
import { keyOf } from '../src/database/columns';
import { startApi, type Answer, type Api } from './api';
import { customerRow, invoiceRow } from './world';

export const GOOD = 'Zielony-kajak-7 płynie';
export const OTHER = 'drugi, całkiem inny kajak';

/** The gateway with a post office one can look into and a clock one can turn. */
export interface Office {
  api: Api;
  clock: { at: Date; advance(seconds: number): void };
  mails: RenderedMail[];
  /** Mails that leave now. */
  deliver(): Promise<RenderedMail[]>;
  /** A new customer that billing knows under this address. */
  customer(number: string, email: string, more?: object): Promise<void>;
  register(input?: Partial<typeof JAN>, options?: object): Promise<Answer>;
  activate(token: string, password?: string): Promise<Answer>;
  /** From registration to a login with the password GOOD. */
  join(number: string, email: string): Promise<void>;
  signIn(email: string, password?: string, options?: SignInOptions): Promise<Entered>;
  close(): Promise<void>;
}

export interface SignInOptions {
  ip?: string;
  cookie?: string;
}

export interface Entered extends Answer {
  /** Session and browser cookies as a browser would send them back. */
  cookie: string;
  session: string;
  browser: string;
}

export const JAN = { email: 'jan@kowalski.pl', taxId: '1111111111', invoiceNumber: 'FV2026/02/150' };

export const PROBLEMS = 'problems { code field message }';
export const REGISTER = `mutation ($input: RegisterInput!) { register(input: $input) { ok ${PROBLEMS} } }`;
export const ACTIVATE = `mutation ($token: String!, $password: String!) { activate(token: $token, password: $password) { ok ${PROBLEMS} } }`;
export const RESET = `mutation ($token: String!, $password: String!) { resetPassword(token: $token, password: $password) { ok ${PROBLEMS} } }`;
export const ASK_RESET = 'mutation ($email: String!) { requestPasswordReset(email: $email) }';
export const SIGN_IN = `mutation ($input: SignInInput!) { signIn(input: $input) { session { user { email } customer { number } role } ${PROBLEMS} } }`;

/** @param root the folder with built front ends, for a test that opens pages */
export async function openOffice(
  engine: 'sqlite' | 'mysql',
  env: NodeJS.ProcessEnv = {},
  root?: string,
): Promise<Office> {
  const clock = {
    at: new Date('2026-03-02T10:00:00Z'),
    advance(seconds: number) {
      clock.at = new Date(clock.at.getTime() + seconds * 1000);
    },
  };
  const api = await startApi(engine, { now: () => clock.at, env, root });
  const mails: RenderedMail[] = [];
  const delivery = new MailDelivery(api.services, {
    send: async (mail) => void mails.push(mail),
    close: () => undefined,
  });
  const office: Office = {
    api,
    clock,
    mails,
    deliver: async () => {
      const before = mails.length;
      await delivery.deliverDue();
      return mails.slice(before);
    },
    customer: async (number, email, more = {}) => {
      await api.insert('customers', [customerRow(number, { taxId: JAN.taxId, ...more })]);
      await api.insert('customer_emails', [
        { customerId: keyOf(number), email: email.toLowerCase(), written: email, position: 0 },
      ]);
      await api.insert('invoices', [invoiceRow(number, `FV/${number}`)]);
    },
    register: async (input = {}, options = {}) => {
      const { id } = await api.services.documents.terms();
      return api.gql(REGISTER, { input: { ...JAN, termsDocumentId: id, ...input } }, options);
    },
    activate: (token, password = GOOD) => api.gql(ACTIVATE, { token, password }),
    join: async (number, email) => {
      await office.customer(number, email);
      expect((await office.register({ email, invoiceNumber: `FV/${number}` })).data.register.ok).toBe(true);
      const mail = (await office.deliver()).find((m) => tokenOf(m) !== '');
      expect((await office.activate(tokenOf(mail))).data.activate).toEqual({ ok: true, problems: [] });
    },
    signIn: async (email, password = GOOD, { ip = '10.0.0.1', cookie } = {}) => {
      const answer = await api.gql(SIGN_IN, { input: { email, password } }, { cookie, remoteAddress: ip });
      const set = [answer.headers['set-cookie'] ?? []].flat().map(String);
      const value = (name: string) => set.find((c) => c.startsWith(`${name}=`))?.split(';')[0] ?? '';
      const [session, browser] = [value('ebok'), value('ebok-browser')];
      return { ...answer, session, browser, cookie: [session, browser].filter(Boolean).join('; ') };
    },
    close: () => api.close(),
  };
  return office;
}

export function tokenOf(mail: RenderedMail | undefined): string {
  return /#token=([\w-]+)/.exec(mail?.text ?? '')?.[1] ?? '';
}

export const codes = (answer: Answer, field: string): string[] =>
  answer.data[field].problems.map((p: { code: string }) => p.code);
