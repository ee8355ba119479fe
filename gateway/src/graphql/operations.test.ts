import { keyOf } from '../database/columns';
import { ENGINES } from '../testing';
import { startApi, type Api } from '../testing.api';
import { customerRow } from '../testing.world';

describe.each(ENGINES)('operations on %s', (engine) => {
  let api: Api;

  beforeAll(async () => {
    api = await startApi(engine);
    await api.insert('customers', [customerRow('A')]);
  });
  afterAll(() => api.close());

  it('knows what must not be null, also where a variable says it may be', async () => {
    const cookie = await api.signedIn(keyOf('A'));
    for (const [query, name] of [
      ['query($v: Int = 5) { customer { invoices(first: $v) { totalCount } } }', 'v'],
      [
        'query($v: InvoiceStatus = DUE) { customer { invoices(filter: { status: [$v] }) { totalCount } } }',
        'v',
      ],
      [
        'mutation($v: String = "a") { signIn(input: { email: $v, password: "b" }) { problems { code } } }',
        'v',
      ],
      ['mutation($v: String = "a") { requestPasswordReset(email: $v) }', 'v'],
      [
        'query F($v: Int = 5) { customer { ...F } } fragment F on Customer { invoices(first: $v) { totalCount } }',
        'v',
      ],
    ]) {
      const { errors } = await api.gql(query!, { [name!]: null }, { cookie });
      expect(errors[0]).toMatchObject({
        message: 'Variable "$v" must not be null.',
        extensions: { code: 'BAD_USER_INPUT' },
      });
    }
    const { id } = (await api.gql('{ service { terms { id } } }')).data.service.terms;
    const left = await api.gql(
      `mutation($v: Language) { register(input: { email: "kto@example.pl", taxId: "44051401359", invoiceNumber: "F1",
         termsDocumentId: "${id}", language: $v }) { problems { code } } }`,
    );
    expect(left.data.register.problems[0].code).toBe('DATA_MISMATCH');
    const whole = await api.gql(
      `mutation($v: RegisterInput! = { email: "kto@example.pl", taxId: "44051401359", invoiceNumber: "F1",
         termsDocumentId: "${id}" }) { register(input: $v) { problems { code } } }`,
    );
    expect(whole.data.register.problems[0].code).toBe('DATA_MISMATCH');
  });

  it.each([
    ['a name that is not there', '{ service { name } }', 'Other'],
    ['no name where there are two', 'query A { service { name } } query B { service { name } }', undefined],
    ['a subscription', 'subscription { session { expiresAt } }', undefined],
  ])('refuses %s', async (_what, query, operationName) => {
    const payload = { query, operationName };
    const response = await api.app.inject({ method: 'POST', url: '/graphql', payload });
    expect([response.statusCode, response.json().errors[0].extensions.code]).toEqual([400, 'BAD_USER_INPUT']);
  });

  it('takes no queries in to keep them by hash', async () => {
    const extensions = { persistedQuery: { version: 1, sha256Hash: 'a'.repeat(64) } };
    const response = await api.app.inject({ method: 'POST', url: '/graphql', payload: { extensions } });
    expect(response.json().errors[0].extensions).toEqual({ code: 'PERSISTED_QUERY_NOT_FOUND' });
  });

  it('finds the session among many cookies of other sites', async () => {
    const cookie = await api.signedIn(keyOf('A'));
    const others = `_track=${'x'.repeat(8000)}`;
    for (const cookies of [`${others}; ${cookie}`, `${cookie}; ${others}`]) {
      const { data } = await api.gql('{ session { customer { number } } }', null, { cookie: cookies });
      expect(data.session.customer.number).toBe('A');
    }
  });

  it.each([
    ['PUT', '/graphql', 404],
    ['POST', '/', 404],
    ['GET', '/%', 400],
  ] as const)('answers %s %s without naming its insides', async (method, url, status) => {
    const response = await api.app.inject({ method, url });
    expect([response.statusCode, response.body]).toEqual([
      status,
      status === 404 ? 'Not found\n' : 'Bad request\n',
    ]);
  });

  it('answers within five seconds when the database does not', async () => {
    const hangs = jest.spyOn(api.database, 'query').mockReturnValue(new Promise(() => undefined));
    // Over a socket: a timer that ends with the request's body would do for injected requests.
    const response = await fetch(new URL('/graphql', await api.app.listen({ port: 0, host: '127.0.0.1' })), {
      method: 'POST',
      headers: { 'content-type': 'application/json', cookie: 'ebok=anything' },
      body: JSON.stringify({ query: '{ session { expiresAt } }' }),
    });
    const { errors } = (await response.json()) as { errors: { extensions: { code: string } }[] };
    hangs.mockRestore();
    expect([response.status, errors[0]!.extensions.code]).toEqual([503, 'INTERNAL']);
  }, 8_000);
});
