import { symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { ENGINES } from '../../../testing/database';
import { instant } from '../../database/columns';
import {
  contents,
  customer,
  feedDatabase,
  feedFolder,
  importFeed,
  invoice,
  outstanding,
  row,
  withManifest,
  type FeedFiles,
} from '../../../testing/feed';

const DAY1 = '2026-01-01T06:00:00+01:00';
const DAY2 = '2026-01-02T06:00:00+01:00';
const C = 'customers.ndjson';
const I = 'invoices.ndjson';

describe.each(ENGINES)('the manifest on %s', (engine) => {
  const db = feedDatabase(engine);
  const take = (files: FeedFiles | string, ...flags: string[]) => importFeed(db.current, files, ...flags);
  const feed = (more: object = {}): FeedFiles => ({
    [C]: [customer('K1')],
    [I]: [invoice('K1', 'F1', more)],
  });
  const dataAsOf = async () => instant((await row(db.current, 'SELECT MAX(dataAsOf) AS at FROM feeds')).at);

  it('a feed that fits its manifest is taken, and dataAsOf is its asOf', async () => {
    expect((await take(withManifest(feed(), 'D1', DAY1))).code).toBe(0);
    expect(await dataAsOf()).toEqual(new Date(DAY1));
  });

  it('dataAsOf is the start of the import without one, also after refusals', async () => {
    const before = Date.now();
    expect((await take({ [C]: [customer('K1'), {}] })).code).toBe(3);
    expect((await dataAsOf()).getTime()).toBeGreaterThanOrEqual(before - 1);
  });

  const faults: Record<string, (files: FeedFiles) => FeedFiles> = {
    missing: ({ [I]: _gone, ...files }) => files,
    longer: (files) => ({ ...files, [I]: [invoice('K1', 'F1'), invoice('K1', 'F2')] }),
    shorter: (files) => ({ ...files, [I]: JSON.stringify(invoice('K1', 'F1')).slice(0, 100) }),
    different: (files) => ({ ...files, [I]: [invoice('K1', 'F1', { gross: '124.00' })] }),
    'empty instead': (files) => ({ ...files, [I]: '' }),
  };
  it.each(Object.entries(faults))(
    'a file that is %s refuses the whole feed before anything is written',
    async (_, spoil) => {
      const { code, refused, summary, said } = await take(spoil(withManifest(feed(), 'D1', DAY1)));
      expect({ code, summary }).toEqual({
        code: 1,
        summary: { taken: 0, unchanged: 0, refused: 1, warnings: 0 },
      });
      expect(refused).toMatchObject([{ file: 'manifest.json', reason: expect.stringContaining(I) }]);
      expect(said).toContain('refused');
      expect((await contents(db.current.database)).customers).toEqual([]);
    },
  );

  it('a wrong count of records refuses the whole feed', async () => {
    const files = withManifest(feed(), 'D1', DAY1);
    (files['manifest.json'] as { files: { records: number }[] }).files[1]!.records = 2;
    const { code, refused } = await take(files);
    expect({ code, field: refused[0]?.field }).toEqual({ code: 1, field: 'records' });
  });

  it.each(['{"feedId":', '[]', '{"feedId":"D1","asOf":"yesterday","files":[]}'])(
    'a manifest that says %s refuses the whole feed',
    async (text) => {
      expect((await take({ ...feed(), 'manifest.json': text })).code).toBe(1);
      expect((await contents(db.current.database)).customers).toEqual([]);
    },
  );

  it('a file reached by a link or a path out of the folder does not count', async () => {
    const secret = path.join(feedFolder({ 'secret.ndjson': [customer('K9')] }), 'secret.ndjson');
    const folder = feedFolder({ [I]: [] });
    symlinkSync(secret, path.join(folder, C));
    expect((await take(folder)).code).toBe(0);
    expect((await contents(db.current.database)).customers).toEqual([]);
    const outside = withManifest(
      { [`../${path.basename(path.dirname(secret))}/secret.ndjson`]: [customer('K9')] },
      'D1',
      DAY1,
    );
    writeFileSync(path.join(folder, 'manifest.json'), JSON.stringify(outside['manifest.json']));
    expect((await take(folder)).code).toBe(1);
  });

  it('an asOf older than the last taken one refuses the feed', async () => {
    await take(withManifest(feed({ outstanding: '1.00' }), 'D2', DAY2));
    const { code, refused } = await take(withManifest(feed({ outstanding: '5.00' }), 'D1', DAY1));
    expect({ code, field: refused[0]?.field }).toEqual({ code: 1, field: 'asOf' });
    expect(await outstanding(db.current, 'K1', 'F1')).toBe(100);
  });

  it('a known feedId with other files refuses the feed', async () => {
    await take(withManifest(feed(), 'D1', DAY1));
    const { code, refused } = await take(withManifest(feed({ gross: '5.00' }), 'D1', DAY2));
    expect({ code, field: refused[0]?.field }).toEqual({ code: 1, field: 'feedId' });
  });

  it('the same feed again is taken and changes nothing', async () => {
    const files = withManifest(feed(), 'D1', DAY1);
    await take(files);
    const before = await contents(db.current.database);
    expect(await take(files)).toMatchObject({ code: 0, summary: { taken: 0, unchanged: 2, refused: 0 } });
    expect(await contents(db.current.database)).toEqual(before);
  });

  it('the same feed again after newer ones is taken and takes nothing back', async () => {
    const first = withManifest(feed({ outstanding: '123.00' }), 'D1', DAY1);
    await take(first);
    await take(withManifest(feed({ outstanding: '0.00' }), 'D2', DAY2));
    const before = await contents(db.current.database);
    expect(await take(first)).toMatchObject({ code: 0, summary: { taken: 0, unchanged: 2 } });
    expect(await contents(db.current.database)).toEqual(before);
  });

  it('the last days replayed in order on an empty database end equal', async () => {
    const days = [
      withManifest(feed({ outstanding: '123.00' }), 'D1', DAY1),
      withManifest({ 'settlements.ndjson': [{ invoiceNumber: 'F1', outstanding: '0.00' }] }, 'D2', DAY2),
      withManifest(feed(), 'D3', '2026-01-03T06:00:00+01:00'),
    ];
    for (const day of days) await take(day);
    const production = await contents(db.current.database);
    for (const day of days) expect((await take(day)).code).toBe(0);
    expect(await contents(db.current.database)).toEqual(production);
    expect(await outstanding(db.current, 'K1', 'F1')).toBe(0);
  });

  it('a file that the manifest does not name is pointed out and not taken', async () => {
    const { code, warnings } = await take({
      ...withManifest({ [C]: [customer('K1')] }, 'D1', DAY1),
      [I]: [invoice('K1', 'F1')],
    });
    expect(code).toBe(0);
    expect(warnings).toMatchObject([{ file: I, line: null }]);
    expect((await contents(db.current.database)).invoices).toEqual([]);
  });

  it('a folder that is not there, or holds no feed, is refused', async () => {
    expect((await take('/nowhere/at/all')).code).toBe(1);
    expect((await take({ 'readme.txt': 'hello' })).code).toBe(1);
  });
});
