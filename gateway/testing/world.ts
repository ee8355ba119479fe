import { naturalKey } from '../src/consumption-points/natural-order';
import { keyOf } from '../src/database/columns';
import { searchable } from '../src/database/search-text';
import type { Api } from './api';

/** Rows for tests that need a world without importing a feed. */
export const customerRow = (number: string, more: object = {}) => ({
  id: keyOf(number),
  number,
  kind: 'PERSON',
  name: `Klient ${number}`,
  taxId: '44051401359',
  bankAccount: '71109010149999000000000001',
  overpayment: 0,
  phone: '+48600700800',
  addressLine1: 'ul. Polna 1',
  addressLine2: '00-001 Warszawa',
  addressCountry: 'PL',
  correspondenceLine1: null,
  correspondenceLine2: null,
  correspondenceCountry: null,
  described: 1,
  ...more,
});

export const invoiceRow = (customerNumber: string, number: string, more: Record<string, unknown> = {}) => {
  const gross = (more.gross as number | undefined) ?? 12300;
  return {
    customerId: keyOf(customerNumber),
    id: keyOf(number),
    number,
    kind: 'SETTLEMENT',
    issueDate: '2026-01-10',
    dueDate: '2026-01-24',
    periodFrom: null,
    periodTo: null,
    net: Math.round(gross / 1.23),
    vat: gross - Math.round(gross / 1.23),
    gross,
    outstanding: 0,
    previousYearWh: null,
    ksefNumber: null,
    searchText: searchable(`${number} ${gross / 100}`),
    ...more,
  };
};

export const pointRow = (
  customerNumber: string,
  ppe: string,
  more: { addressLine1?: string; [column: string]: unknown } = {},
) => ({
  customerId: keyOf(customerNumber),
  id: keyOf(ppe),
  ppe,
  addressLine1: 'ul. Polna 1',
  addressLine2: '00-001 Warszawa',
  sortKey: naturalKey(`${more.addressLine1 ?? 'ul. Polna 1'}, 00-001 Warszawa`),
  addressCountry: 'PL',
  meterNumber: '99999999',
  tariff: 'G11',
  distributor: 'PGE Dystrybucja',
  contractedPowerW: 12500,
  contractFrom: '2020-01-01',
  contractTo: null,
  producer: 0,
  previousCode: null,
  described: 1,
  ...more,
});

export const messageRow = (customerId: string, id: string, more: Record<string, unknown> = {}) => {
  const { subject = `Temat ${id}`, body = 'Treść.' } = more as { subject?: string; body?: string };
  return {
    customerId,
    id,
    kind: 'ANNOUNCEMENT',
    subject,
    body,
    sentAt: '2026-03-01 12:00:00.000',
    channel: 'EMAIL',
    recipient: 'a@b.pl',
    invoiceId: null,
    ticketNumber: null,
    searchText: searchable(`${subject}\n${body}`),
    recordHash: '',
    ...more,
  };
};

export async function insertContents(
  api: Api,
  customer: string,
  invoice: string,
  contents: { lines?: object[]; details?: object[]; readings?: object[] },
): Promise<void> {
  const { lines = [], details = [], readings = [] } = contents;
  await api.insert('invoice_contents', [
    {
      customerId: keyOf(customer),
      invoiceId: keyOf(invoice),
      lines: JSON.stringify(lines),
      details: JSON.stringify(details),
      readings: JSON.stringify(readings),
    },
  ]);
}
