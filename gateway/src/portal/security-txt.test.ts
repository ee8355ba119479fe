import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startApi } from '../../testing/api';
import { DEFAULT_RETAILER, readConfig } from '../config';

const NOW = new Date('2026-11-30T18:00:00Z');

function retailerFile(change: object): string {
  const file = path.join(mkdtempSync(path.join(tmpdir(), 'ebok-retailer-')), 'retailer.json');
  writeFileSync(file, JSON.stringify({ ...DEFAULT_RETAILER, ...change }));
  return file;
}

async function fetched(env: NodeJS.ProcessEnv = {}) {
  const api = await startApi('sqlite', { now: () => NOW, env });
  const answer = await api.app.inject('/.well-known/security.txt');
  await api.close();
  return answer;
}

describe('security.txt', () => {
  it('names the support channels, less than a year ahead, for everybody', async () => {
    const { statusCode, headers, body } = await fetched({
      PUBLIC_URL: 'https://ebok.example',
      NODE_ENV: 'test',
    });
    expect([statusCode, headers['content-type']]).toEqual([200, 'text/plain; charset=utf-8']);
    expect(body).toBe(`Contact: mailto:klient@jasna-energia.example
Contact: mailto:firma@jasna-energia.example
Expires: 2027-05-29T00:00:00.000Z
Preferred-Languages: pl, en, uk
Canonical: https://ebok.example/.well-known/security.txt
`);
  });

  it("names the retailer's own contact for it, and no canonical address without https", async () => {
    const file = retailerFile({ securityContact: 'https://jasna-energia.example/bezpieczenstwo' });
    const { body } = await fetched({ RETAILER_FILE: file, PUBLIC_URL: 'http://localhost:4000' });
    expect(body.split('\n').filter((line) => line.startsWith('Contact'))).toEqual([
      'Contact: https://jasna-energia.example/bezpieczenstwo',
    ]);
    expect(body).not.toContain('Canonical');
  });

  it.each(['security@jasna.example', 'http://jasna.example', 'mailto:a@b.pl\nContact: mailto:x@y.pl'])(
    'takes no contact "%s"',
    (securityContact) => {
      const settings = { NODE_ENV: 'test', RETAILER_FILE: retailerFile({ securityContact }) };
      expect(() => readConfig(settings)).toThrow('securityContact');
    },
  );
});
