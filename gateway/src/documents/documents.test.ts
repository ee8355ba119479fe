import { ENGINES } from '../../testing/database';
import { startApi, type Api } from '../../testing/api';

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
