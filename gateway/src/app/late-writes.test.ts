import { warsawDay } from '../calendar';
import { keyOf } from '../database/columns';
import { GOOD, openOffice, OTHER, PROBLEMS, tokenOf, type Office } from '../../testing/auth';
import { contactChangesOf } from '../../testing/contact-changes';
import { START } from '../../testing/payments/payments';
import { ENGINES } from '../../testing/database';
import { ticketInput, ticketsOf } from '../../testing/tickets';
import { buildGraphqlSchema } from './schema';
import { messageRow, pointRow } from '../../testing/world';

/** Longer than a request may last. */
const TOO_LONG_MS = 10_000;
const ORDER = 'mutation { orderService(serviceId: "E24") { ticket { id } } }';

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
    await office.api.insert('consumption_points', [pointRow('K1', 'p1')]);
    const [name, description] = ['Elektryk', 'Przyjedzie.'];
    await office.api.insert('additional_services', [
      {
        ...{
          id: 'E24',
          namePl: name,
          nameEn: name,
          nameUk: name,
          monthlyPrice: 1299,
          available: 1,
          recordHash: '',
        },
        ...{ descriptionPl: description, descriptionEn: description, descriptionUk: description },
      },
    ]);
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
    markAllMessagesRead: async () => ({ query: 'mutation { markAllMessagesRead }', cookie }),
    renewCalendarFeed: async () => ({ query: 'mutation { renewCalendarFeed }', cookie }),
    endCalendarFeed: async () => ({ query: 'mutation { endCalendarFeed }', cookie }),
    setNotification: async () => ({
      query: 'mutation { setNotification(kind: PAYMENT_OVERDUE, email: false, sms: true) { kind } }',
      cookie,
    }),
    sendTestNotification: async () => ({
      query: 'mutation { sendTestNotification(kind: PAYMENT_OVERDUE, channel: EMAIL) }',
      cookie,
    }),
    startPayment: async () => ({
      query: START,
      variables: { input: { invoiceIds: [keyOf('FV/K1')], idempotencyKey: 'late' } },
      cookie,
    }),
    createTicket: async () => ({
      query: 'mutation ($input: CreateTicketInput!) { createTicket(input: $input) { ticket { id } } }',
      variables: { input: ticketInput() },
      cookie,
    }),
    replyToTicket: async () => {
      const { id } = await ticketsOf(office.api, cookie).created();
      return {
        query: `mutation { replyToTicket(ticketId: "${id}", body: "Tak") { ticket { id } } }`,
        cookie,
      };
    },
    requestContactChange: async () => ({
      query:
        'mutation ($input: ContactChangeInput!) { requestContactChange(input: $input) { ticket { id } } }',
      variables: { input: { phone: '601601601', password: GOOD } },
      cookie,
    }),
    cancelContactChange: async () => {
      const input = { email: 'nowy@example.pl', password: GOOD };
      const token = await mailed(() => contactChangesOf(office.api, cookie).asked(input));
      return {
        query: 'mutation ($token: String!) { cancelContactChange(token: $token) { ok } }',
        variables: { token },
      };
    },
    labelConsumptionPoint: async () => ({
      query: `mutation { labelConsumptionPoint(id: "${keyOf('p1')}", label: "Dom") { id } }`,
      cookie,
    }),
    setUsageAlert: async () => ({
      query: `mutation { setUsageAlert(input: { consumptionPointId: "${keyOf('p1')}", unusualDay: true }) { id } }`,
      cookie,
    }),
    submitMeterReading: async () => ({
      query: 'mutation ($input: MeterReadingInput!) { submitMeterReading(input: $input) { ticket { id } } }',
      variables: {
        input: {
          ...{ consumptionPointId: keyOf('p1'), takenOn: warsawDay(office.clock.at) },
          values: [{ zone: 'całodobowa', kwh: 7 }],
        },
      },
      cookie,
    }),
    setConsent: async () => ({
      query: 'mutation { setConsent(kind: MARKETING_EMAIL, granted: true) { kind } }',
      cookie,
    }),
    orderService: async () => ({ query: ORDER, cookie }),
    cancelServiceOrder: async () => {
      const { data } = await office.api.gql(ORDER, {}, { cookie });
      const { id } = data.orderService.ticket;
      return { query: `mutation { cancelServiceOrder(ticketId: "${id}") { ticket { id } } }`, cookie };
    },
    checkInvoice: async () => ({
      query: 'mutation { checkInvoice(text: "FV/1") { __typename } }',
      cookie,
    }),
    saveTicketDraft: async () => ({
      query: 'mutation { saveTicketDraft(input: { body: "Tak" }) { body } }',
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
