import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { writeExport } from '../src/export/write-export';
import type { Api } from './api';
import type { Office } from './auth';

const REQUEST = `mutation ($input: ContactChangeInput!) { requestContactChange(input: $input) {
  ticket { id number topic subject body status resolution note } problems { code field message } } }`;
const CHANGES = `query ($id: ID) { customer(id: $id) { contactChanges { field state previousValue requestedValue previousAddress { line1 line2 country }
  requestedAddress { line1 line2 country } requestedAt cancellableUntil sentAt ticket { number status resolution note } } } }`;
const LOOK = `query ($token: String!) { mailedContactChange(token: $token) {
  change { customerNumber email phone requestedAt cancellableUntil } problems { code field message } } }`;
const CANCEL =
  'mutation ($token: String!) { cancelContactChange(token: $token) { ok problems { code field message } } }';

/** An address that is valid. */
export const ADDRESS = { street: 'Nowa', building: '7', flat: '3', postalCode: '30 001', city: 'Kraków' };

/** What a user does about contact data, through the API. */
export function contactChangesOf(api: Api, cookie: string) {
  return {
    ask: (input: object) => api.gql(REQUEST, { input }, { cookie }),
    /** A request that was written without problems. */
    asked: async (input: object) => {
      const { data, errors } = await api.gql(REQUEST, { input }, { cookie });
      expect([errors, data?.requestContactChange.problems]).toEqual([[], []]);
      return data.requestContactChange.ticket;
    },
    all: async (id?: string): Promise<any[]> => {
      const { data, errors } = await api.gql(CHANGES, { id }, { cookie });
      expect(errors).toEqual([]);
      return data.customer.contactChanges;
    },
  };
}

export const lookAt = async (api: Api, token: string) =>
  (await api.gql(LOOK, { token })).data.mailedContactChange;
export const cancel = async (api: Api, token: string) =>
  (await api.gql(CANCEL, { token })).data.cancelContactChange;

/** The files of an export at the office's time. */
export async function exportedBy({ api, clock }: Office, since = '0') {
  const folder = mkdtempSync(path.join(tmpdir(), 'ebok-changes-'));
  const { next } = await writeExport(api.database, {
    folder,
    since: Number(since),
    now: () => clock.at,
    attachment: async () => undefined,
  });
  const lines = (file: string): any[] =>
    readFileSync(path.join(folder, file), 'utf8')
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line));
  return { next: String(next), changes: lines('changes.ndjson'), tickets: lines('tickets.ndjson') };
}
