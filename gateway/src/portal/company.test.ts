import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startApi } from '../../testing/api';
import { DEFAULT_RETAILER, readConfig } from '../config';

/** Settings with a retailer's file that differs from the default in this. */
function settings(change: object): NodeJS.ProcessEnv {
  const file = path.join(mkdtempSync(path.join(tmpdir(), 'ebok-retailer-')), 'retailer.json');
  writeFileSync(file, JSON.stringify({ ...DEFAULT_RETAILER, ...change }));
  return { NODE_ENV: 'test', RETAILER_FILE: file };
}

describe('the company', () => {
  it.each(['191781561', '12345678512347'])('is named with its REGON %s to everybody', async (regon) => {
    const api = await startApi('sqlite', { env: settings({ regon }) });
    const { data } = await api.gql('{ service { company { name nip regon address { line1 line2 } } } }');
    const { name, nip, address } = DEFAULT_RETAILER;
    expect(data.service.company).toEqual({
      ...{ name, nip, regon },
      address: { line1: address.line1, line2: address.line2 },
    });
    await api.close();
  });

  it.each(['191781560', '1917815610', '12345678512348', 'REGON'])('is refused with the REGON %s', (regon) => {
    expect(() => readConfig(settings({ regon }))).toThrow(/RETAILER_FILE regon (is no REGON|must be nine)/);
  });
});
