import { ENGINES } from '../../testing/database';
import { startApi, type Api } from '../../testing/api';
import { customerRow } from '../../testing/world';
import { keyOf } from '../database/columns';

describe.each(ENGINES)('documents on %s', (engine) => {
  let api: Api;
  beforeAll(async () => (api = await startApi(engine, { now: () => new Date('2026-03-01T23:30:00Z') })));
  afterAll(() => api.close());
  const put = (id: string, version: string, validFrom: string, content = '<!doctype html><p>Treść') =>
    api.database.transaction((m) =>
      api.services.documents.put(m, {
        id,
        version,
        title: `Regulamin ${version}`,
        validFrom,
        bytes: Buffer.from(content),
      }),
    );
  const terms = async () =>
    (await api.gql('{ service { terms { id title version validFrom url } } }')).data.service.terms;

  it('serves short texts of its own until the feed brings others', async () => {
    const own = await terms();
    expect(own).toMatchObject({
      title: 'Regulamin elektronicznego biura obsługi klienta',
      validFrom: '2026-01-01',
    });
    const page = await api.app.inject(own.url);
    expect(page.statusCode).toBe(200);
    expect(page.headers['content-type']).toBe('text/html; charset=utf-8');
    expect(page.body).toContain('Jasna Energia');
    expect((await api.app.inject(own.url.replace('terms', 'privacy'))).statusCode).toBe(200);
  });

  it('goes by the newest version that is valid, by the day in Poland', async () => {
    await put('terms', '1/2026', '2026-02-01');
    await put('terms', '2', '2026-03-02');
    await put('terms', '3', '2026-03-03');
    expect(await terms()).toEqual({
      id: 'terms@2',
      title: 'Regulamin 2',
      version: '2',
      validFrom: '2026-03-02',
      url: '/files/documents/terms/2',
    });
  });

  it('shows a version by its address, never runs it, and keeps others private', async () => {
    const old = await api.app.inject('/files/documents/terms/1%2F2026');
    expect(old.body).toBe('<!doctype html><p>Treść');
    expect(old.headers).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'x-content-type-options': 'nosniff',
      'content-security-policy': expect.stringContaining('sandbox'),
    });
    await put('prices', '1', '2026-01-01', '%PDF-1.7 …');
    expect((await api.app.inject('/files/documents/prices/1')).headers['content-type']).toBe(
      'application/pdf',
    );
    await put('contract-7', '1', '2026-01-01');
    for (const path of [
      'contract-7/1',
      'terms/9',
      'terms/%00',
      'privacy/none',
      'prices/eBOK-1',
      '..%2f..%2fetc/passwd',
    ])
      expect((await api.app.inject(`/files/documents/${path}`)).statusCode).toBe(404);
  });

  it('shows the version in force where none is named, in a frame of our own pages alone', async () => {
    const newest = await api.app.inject('/files/documents/terms');
    expect(newest.body).toBe((await api.app.inject('/files/documents/terms/2')).body);
    expect(newest.headers['content-security-policy']).toContain("frame-ancestors 'self'");
    expect((await api.app.inject('/files/documents/privacy')).body).toContain(
      'Informacja o przetwarzaniu danych',
    );
    expect((await api.app.inject('/files/documents/contract-7')).statusCode).toBe(404);
  });

  it('tells a version that changed from one that did not', async () => {
    expect(await put('terms', '2', '2026-03-02')).toBe(false);
    expect(await put('terms', '2', '2026-03-02', '<html>inaczej')).toBe(true);
    expect(await put('terms', '2', '2026-03-02', '<html>inaczej')).toBe(false);
    expect((await api.app.inject('/files/documents/terms/2')).body).toBe('<html>inaczej');
  });
});

const LISTED = 'slug title version validFrom validTo url mimeType acceptedAt';
const IN_FORCE = `{ service { documents { ${LISTED} versions { ${LISTED} } } } }`;
const OF_CUSTOMER =
  '{ customer { documents { slug version acceptedAt versions { version validFrom validTo acceptedAt } } } }';

describe.each(ENGINES)('the list of documents on %s', (engine) => {
  let api: Api;
  let cookie: string;
  beforeAll(async () => {
    api = await startApi(engine, { now: () => new Date('2026-03-01T23:30:00Z') });
    await api.insert('customers', [customerRow('1')]);
    cookie = await api.signedIn(keyOf('1'));
  });
  afterAll(() => api.close());
  const put = (id: string, version: string, validFrom: string, content = 'Treść') =>
    api.database.transaction((m) =>
      api.services.documents.put(m, {
        ...{ id, version, validFrom, title: `Dokument ${id}` },
        bytes: Buffer.from(content),
      }),
    );
  const listed = async (options: { cookie?: string } = {}) => {
    const { data, errors } = await api.gql(IN_FORCE, null, options);
    expect(errors).toEqual([]);
    return data.service.documents as (Record<string, unknown> & { versions: Record<string, unknown>[] })[];
  };

  it('has the built-in texts of a retailer that gives none, and marks the terms that the user accepted', async () => {
    const builtIn = { version: 'eBOK-1', validFrom: '2026-01-01', validTo: null, mimeType: 'text/html' };
    const [terms, privacy, ...others] = await listed({ cookie });
    expect(terms).toMatchObject({ ...builtIn, slug: 'terms', acceptedAt: '2026-03-01T23:30:00Z' });
    expect(terms!.versions).toMatchObject([{ ...builtIn, acceptedAt: '2026-03-01T23:30:00Z' }]);
    expect(privacy).toMatchObject({ ...builtIn, slug: 'privacy', acceptedAt: null });
    expect(others).toEqual([]);
    expect((await listed()).map(({ acceptedAt }) => acceptedAt)).toEqual([null, null]);
  });

  it('has public documents before registration, each in the version in force with those before it', async () => {
    await put('prices', '2025', '2025-01-01', '%PDF-1.7 …');
    await put('prices', '2026', '2026-01-01', '%PDF-1.7 …');
    await put('prices', '2027', '2027-01-01', '%PDF-1.7 …');
    await put('accessibility', '1', '2026-02-01');
    // Replaced on its first day.
    await put('accessibility', '1a', '2026-02-01');
    await put('a-guide', '1', '2026-02-01');
    const documents = await listed();
    expect(documents.map(({ slug, version }) => [slug, version])).toEqual([
      ['terms', 'eBOK-1'],
      ['privacy', 'eBOK-1'],
      ['prices', '2026'],
      ['accessibility', '1a'],
    ]);
    const { versions, ...prices } = documents[2]!;
    const earlier = { version: '2025', validFrom: '2025-01-01', validTo: '2025-12-31' };
    expect(prices).toMatchObject({ validFrom: '2026-01-01', validTo: null, mimeType: 'application/pdf' });
    expect(versions).toEqual([prices, { ...prices, ...earlier, url: '/files/documents/prices/2025' }]);
    expect(documents[3]!.versions.map(({ validTo }) => validTo)).toEqual([null, '2026-02-01']);
  });

  it('has the retailer’s own documents for customers alone, and their files too', async () => {
    const slugs = async (options = {}) => (await listed(options)).map(({ slug }) => slug);
    expect(await slugs({ cookie })).toEqual(['terms', 'privacy', 'prices', 'accessibility', 'a-guide']);
    const { data } = await api.gql(OF_CUSTOMER, null, { cookie });
    expect(data.customer.documents.map(({ slug }: { slug: string }) => slug)).toEqual(
      await slugs({ cookie }),
    );
    const file = await api.app.inject({ url: '/files/documents/a-guide', headers: { cookie } });
    expect([file.statusCode, file.body, file.headers['cache-control']]).toEqual([
      200,
      'Treść',
      'private, no-store',
    ]);
    expect((await api.app.inject('/files/documents/a-guide')).statusCode).toBe(404);
    expect((await api.gql(OF_CUSTOMER)).errors[0]!.extensions.code).toBe('UNAUTHENTICATED');
  });

  it('marks what this user accepted, in whichever version, and nothing of another user', async () => {
    await put('terms', '1', '2026-01-01');
    await put('terms', '2', '2026-03-01');
    const { id } = await api.services.documents.terms();
    // Changed terms hide all but what is public.
    const documents = await listed({ cookie });
    expect(documents.map(({ slug }) => slug)).not.toContain('a-guide');
    expect((await api.app.inject({ url: '/files/documents/a-guide', headers: { cookie } })).statusCode).toBe(
      404,
    );
    const accept = 'mutation ($id: ID!) { acceptTerms(documentId: $id) { problems { code } } }';
    expect((await api.gql(accept, { id }, { cookie })).data.acceptTerms.problems).toEqual([]);
    await put('terms', '3', '2026-03-02');
    // A login begins with the newest terms accepted.
    const other = await api.signedIn(keyOf('1'));
    const acceptedBy = async (who?: string) => {
      const [{ acceptedAt, versions } = { versions: [] }] = await listed({ cookie: who });
      return [acceptedAt, ...versions.map((one) => [one['version'], one['acceptedAt']])];
    };
    const now = '2026-03-01T23:30:00Z';
    expect(await acceptedBy(cookie)).toEqual([null, ['3', null], ['2', now], ['1', null]]);
    expect(await acceptedBy(other)).toEqual([now, ['3', now], ['2', null], ['1', null]]);
    expect(await acceptedBy()).toEqual([null, ['3', null], ['2', null], ['1', null]]);
    await api.database.transaction((m) => m.query("DELETE FROM document_versions WHERE id = 'terms'"));
  });

  it('takes as many statements for many documents and versions as for few', async () => {
    const count = async () => {
      api.statements();
      expect((await api.gql(OF_CUSTOMER, null, { cookie })).errors).toEqual([]);
      return api.statements();
    };
    const few = await count();
    for (let n = 0; n < 8; n++)
      for (const version of ['1', '2', '3']) await put(`more-${n}`, version, `2026-02-0${version}`);
    expect([few, await count()]).toEqual([3, 3]);
  });
});
