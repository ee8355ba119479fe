import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { keyOf } from '../../src/database/columns';
import { importFeed } from '../feed';
import type { TestDatabase } from '../database';
import { startApi, type Api } from '../api';
import { readFiled, type Filed, type FiledDocument } from './filed';
import { writeDemoFeed } from '../../demo/src/write-demo-feed';

export const TODAY = '2026-11-23';

/** The three fixed customers, with the state of their balance. */
export const PEOPLE = [
  ['the household', '1000001', 'RED'],
  ['the company', '1000002', 'NEUTRAL'],
  ['the prosumer', '1000003', 'BLUE'],
] as const;

/** The gateway with the demo world imported, and the files it came from. */
export interface DemoApi {
  api: Api;
  filed: Filed;
  /** Takes the feed in once more. */
  takeAgain(): ReturnType<typeof importFeed>;
  documentsOf(customer: string): FiledDocument[];
  /** Asks as that customer; no errors are expected. */
  ask(customer: string, query: string, variables?: object): Promise<any>;
  /** Fields of every document, page by page. */
  allDocuments(customer: string, fields: string): Promise<any[]>;
  file(customer: string, url: string): Promise<Buffer>;
  close(): Promise<void>;
}

export async function openDemoApi(engine: 'sqlite' | 'mysql', customers = 3): Promise<DemoApi> {
  const root = mkdtempSync(path.join(tmpdir(), 'ebok-demo-portal-'));
  const folder = path.join(root, 'feed');
  await writeDemoFeed(folder, { customers, seed: 1, today: TODAY });
  const filed = readFiled(folder);
  const api = await startApi(engine, { now: () => new Date(`${TODAY}T10:00:00Z`) });
  const take = () => importFeed({ url: api.config.databaseUrl } as TestDatabase, folder, '--silent');
  const taken = await take();
  expect(taken).toMatchObject({ code: 0, lines: [], summary: { refused: 0, warnings: 0 } });
  const cookies = new Map<string, string>();
  for (const { number } of filed.customers)
    cookies.set(number as string, await api.signedIn(keyOf(number as string)));
  const documentsOf = (customer: string) =>
    filed.documents.filter(({ customerNumber }) => customerNumber === customer);

  const ask: DemoApi['ask'] = async (customer, query, variables = {}) => {
    const { data, errors } = await api.gql(query, variables, { cookie: cookies.get(customer) });
    expect(errors).toEqual([]);
    return data.customer;
  };
  return {
    api,
    filed,
    takeAgain: take,
    documentsOf,
    ask,
    allDocuments: async (customer, fields) => {
      const found: any[] = [];
      for (let after: string | null = null; ;) {
        const { invoices } = await ask(
          customer,
          `query ($after: String) { customer { invoices(first: 50, after: $after) { totalCount pageInfo { endCursor hasNextPage } edges { node { ${fields} } } } } }`,
          { after },
        );
        found.push(...invoices.edges.map((edge: any) => edge.node));
        expect(invoices.totalCount).toBe(documentsOf(customer).length);
        if (!invoices.pageInfo.hasNextPage) return found;
        after = invoices.pageInfo.endCursor;
      }
    },
    file: async (customer, url) =>
      (await api.app.inject({ url, headers: { cookie: cookies.get(customer)! } })).rawPayload,
    close: async () => {
      await api.close();
      rmSync(root, { recursive: true, force: true });
    },
  };
}
