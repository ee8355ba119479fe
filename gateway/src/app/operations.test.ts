import { keyOf } from '../database/columns';
import { ENGINES } from '../../testing/database';
import { startApi, type Api } from '../../testing/api';
import { customerRow } from '../../testing/world';

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

  it('answers an operation that it knows exactly as it did the first time', async () => {
    const cookie = await api.signedIn(keyOf('A'));
    const service = '{ service { name } }';
    const invoice = 'query Q($id: ID!) { customer { number invoice(id: $id) { number } } }';
    const two = 'query A { service { name } } query B { session { expiresAt } }';
    const none = { id: 'none' };
    const requests: [what: string, status: number, payload: object, headers?: Record<string, string>][] = [
      ['data', 200, { query: '{ service { name } customer { number } }' }, { cookie }],
      ['data of one of two', 200, { query: two, operationName: 'A' }],
      ['no name where there are two', 400, { query: two }],
      ['one operation without a name', 200, { query: service }],
      ['a name of none', 400, { query: service, operationName: '' }],
      ['something that is not there', 200, { query: invoice, variables: none }, { cookie }],
      ['nobody signed in', 200, { query: invoice, variables: none }],
      ['a wrong variable', 200, { query: invoice, variables: { id: { Canary: 1 } } }, { cookie }],
      ['no variable', 200, { query: invoice, variables: null }, { cookie }],
      ['variables that are none', 400, { query: invoice, variables: 'id' }, { cookie }],
      ['a list of variables', 400, { query: invoice, variables: [1] }, { cookie }],
      ['a list as extensions', 400, { query: service, extensions: [1] }],
      ['extensions of others', 200, { query: service, extensions: { a: 1 } }],
      ['another type', 200, { query: service }, { accept: 'application/graphql-response+json' }],
      ['a type there is none of', 406, { query: service }, { accept: 'image/png' }],
    ];
    for (const [what, status, payload, headers] of requests) {
      const ask = async () => {
        const sent = { method: 'POST', url: '/graphql', payload, headers } as const;
        const { statusCode, body, headers: got } = await api.app.inject(sent);
        const { 'content-type': type, 'cache-control': cache, 'content-length': length } = got;
        return { what, statusCode, body, type, cache, length };
      };
      const first = await ask();
      expect([what, first.statusCode]).toEqual([what, status]);
      expect(await ask()).toEqual(first);
      expect(await ask()).toEqual(first);
    }
  });

  it('tells whoever tries too often when to come back, the first time and ever after', async () => {
    const signIn = 'mutation($i: SignInInput!) { signIn(input: $i) { problems { code } } }';
    const variables = { i: { email: 'often@example.pl', password: 'wrong' } };
    const refused = [];
    for (let tries = 0; tries < 30; tries++) {
      const { status, headers, errors } = await api.gql(signIn, variables);
      if (errors[0]) refused.push([status, errors[0].extensions.code, Number(headers['retry-after']) > 0]);
    }
    expect(refused.length).toBeGreaterThan(2);
    for (const answer of refused) expect(answer).toEqual([429, 'RATE_LIMITED', true]);
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
