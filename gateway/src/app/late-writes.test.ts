import { keyOf } from '../database/columns';
import { GOOD, openOffice, OTHER, PROBLEMS, tokenOf, type Office } from '../../testing/auth';
import { START } from '../../testing/payments/payments';
import { ENGINES } from '../../testing/database';
import { buildGraphqlSchema } from './schema';
import { messageRow } from '../../testing/world';

/** Longer than a request may last. */
const TOO_LONG_MS = 10_000;

interface Asked {
  query: string;
  variables?: object;
  cookie?: string;
}

describe.each(ENGINES)('what a request would write when it is too late for its answer, on %s', (engine) => {
  let office: Office;
  let cookie: string;
  /** Added to the clock by which requests are timed. */
  let later = 0;
  /** It jumps just before this write of a request; Infinity: never. */
  let jumpsBefore = Infinity;
  let writes = 0;

  beforeAll(async () => {
    office = await openOffice(engine);
    const now = performance.now.bind(performance);
    jest.spyOn(performance, 'now').mockImplementation(() => now() + later);
    const database = office.api.database as unknown as { wait(...given: unknown[]): Promise<unknown> };
    const wait = database.wait.bind(database);
    database.wait = (...given) => {
      if (++writes === jumpsBefore) later += TOO_LONG_MS;
      return wait(...given);
    };
    await office.join('K1', 'ja@example.pl');
    await office.api.insert('messages', [messageRow(keyOf('K1'), 'm1')]);
    await office.api.database.change('UPDATE invoices SET outstanding = 12300 WHERE id = ?', [
      keyOf('FV/K1'),
    ]);
  });
  afterAll(async () => {
    jest.restoreAllMocks();
    await office.close();
  });
  beforeEach(async () => {
    jumpsBefore = Infinity;
    office.clock.advance(25 * 3600);
    cookie = (await office.signIn('ja@example.pl')).cookie;
  });

  const mailed = async (ask: () => Promise<unknown>) => {
    await office.deliver();
    await ask();
    return (await office.deliver()).map(tokenOf).find(Boolean)!;
  };
  const facts = async (email: string, number: string) => {
    const { id: termsDocumentId } = await office.api.services.documents.terms();
    return { email, taxId: '1111111111', invoiceNumber: `FV/${number}`, termsDocumentId };
  };
  const password = (name: string, token: string) => ({
    query: `mutation ($token: String!, $password: String!) { ${name}(token: $token, password: $password) { ok ${PROBLEMS} } }`,
    variables: { token, password: GOOD },
  });
  const REGISTER = 'mutation ($input: RegisterInput!) { register(input: $input) { ok } }';
  const RESET = 'mutation { requestPasswordReset(email: "ja@example.pl") }';

  const ASKED: Record<string, () => Promise<Asked>> = {
    register: async () => {
      await office.customer('K2', 'ty@example.pl');
      return { query: REGISTER, variables: { input: await facts('ty@example.pl', 'K2') } };
    },
    activate: async () => {
      await office.customer('K3', 'on@example.pl');
      const input = await facts('on@example.pl', 'K3');
      return password('activate', await mailed(() => office.api.gql(REGISTER, { input })));
    },
    requestPasswordReset: async () => ({ query: RESET }),
    resetPassword: async () => password('resetPassword', await mailed(() => office.api.gql(RESET))),
    signIn: async () => ({
      query: 'mutation ($input: SignInInput!) { signIn(input: $input) { session { user { id } } } }',
      variables: { input: { email: 'ja@example.pl', password: GOOD } },
    }),
    signOut: async () => ({ query: 'mutation { signOut(everywhere: true) }', cookie }),
    acceptTerms: async () => {
      const { id } = await office.api.services.documents.terms();
      return { query: `mutation { acceptTerms(documentId: "${id}") { ${PROBLEMS} } }`, cookie };
    },
    selectCustomer: async () => ({
      query: `mutation { selectCustomer(id: "${keyOf('K1')}") { ${PROBLEMS} } }`,
      cookie,
    }),
    setLanguage: async () => ({ query: `mutation { setLanguage(language: EN) { ${PROBLEMS} } }`, cookie }),
    revokeSession: async () => {
      await office.signIn('ja@example.pl');
      const { data } = await office.api.gql('{ session { user { sessions { id current } } } }', null, {
        cookie,
      });
      const other = data.session.user.sessions.find((one: { current: boolean }) => !one.current);
      return { query: `mutation { revokeSession(id: "${other.id}") }`, cookie };
    },
    markMessagesRead: async () => ({ query: 'mutation { markMessagesRead(ids: ["m1"]) }', cookie }),
    startPayment: async () => ({
      query: START,
      variables: { input: { invoiceIds: [keyOf('FV/K1')], idempotencyKey: 'late' } },
      cookie,
    }),
    // From here on the password is another one.
    changePassword: async () => ({
      query: `mutation { changePassword(current: "${GOOD}", next: "${OTHER}") { ok } }`,
      cookie,
    }),
  };
  /**
   * The operator's results are stored even when no request waits for them; the customer finds them by the key
   * or in the list.
   */
  const BOUND: Record<string, number> = { startPayment: 1 };
  const EXCEPT = ['cancelPayment'];

  it.each(Object.keys(ASKED))('is not written by %s', async (name) => {
    const { query, variables, cookie: by } = await ASKED[name]!();
    for (let write = 1; write <= (BOUND[name] ?? Infinity); write++) {
      [writes, jumpsBefore] = [0, write];
      const { status } = await office.api.gql(query, variables, { cookie: by });
      jumpsBefore = Infinity;
      expect({ status, write }).toEqual({ status: writes < write ? 200 : 503, write });
      if (writes < write) {
        expect(write).toBeGreaterThan(1);
        break;
      }
    }
  });

  it('is looked at for every mutation there is', async () => {
    const schema = await buildGraphqlSchema(office.api.services);
    expect([...Object.keys(ASKED), ...EXCEPT].sort()).toEqual(
      Object.keys(schema.getMutationType()!.getFields()).sort(),
    );
  });
});
