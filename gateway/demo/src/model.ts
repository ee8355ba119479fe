import type { TariffCode } from './billing/tariffs';

// What the demo world consists of. Money is in whole grosze, energy in whole kilowatt-hours as meters show it.

export interface DemoAddress {
  line1: string;
  line2: string;
}

export interface DemoCustomer {
  /** Place in the world, from 0; the number on documents follows from it. */
  index: number;
  number: string;
  kind: 'PERSON' | 'COMPANY';
  name: string;
  taxId: string;
  emails: string[];
  phone: string;
  address: DemoAddress;
  correspondenceAddress?: DemoAddress;
  /** Money not tied to a document. */
  overpayment: number;
}

export interface DemoPoint {
  ppe: string;
  address: DemoAddress;
  meterNumber: string;
  tariff: TariffCode;
  distributor: string;
  powerKw: number;
  threePhase: boolean;
  /** What its owner uses in an ordinary year, before the sun helps. */
  yearlyKwh: number;
  shape: 'home' | 'heatPump' | 'shop' | 'bakery' | 'office';
  contractFrom: string;
  contractTo?: string;
  /** Days away from home. */
  vacations: readonly [from: string, to: string][];
  /** Peak power of panels, for a prosumer. */
  solarKwp?: number;
  /** Nobody reads it remotely: its hours are those of a usual household, adjusted to what it shows. */
  isHandRead?: boolean;
  /** Length of the meter's intervals. */
  minutes: 15 | 60;
  /** What the meter shows when the contract begins; grows with each zone. */
  firstState: number;
}

export type DocumentKind =
  'SETTLEMENT' | 'FORECAST' | 'CORRECTION' | 'FINAL' | 'INTEREST_NOTE' | 'ACCOUNTING_NOTE' | 'DUNNING_FEE';

export interface DemoLine {
  name: string;
  quantity?: number;
  unit?: string;
  /** Hundred-thousandths of a złoty. */
  price?: number;
  net: number;
  vatRate: '23' | 'np';
  group?: string;
}

export interface DemoReading {
  meterNumber: string;
  zone: string;
  from: string;
  to: string;
  previous: number;
  current: number;
  method: 'zdalny' | 'szacunkowy' | 'fizyczny';
}

/** What one point costs in a period. */
export interface PointBill {
  point: DemoPoint;
  from: string;
  to: string;
  readings: DemoReading[];
  charges: Charge[];
  usedKwh: number;
  /** In the same period a year earlier, where the meter was there already. */
  previousYearKwh?: number;
}

export interface DemoDocument {
  number: string;
  kind: DocumentKind;
  issueDate: string;
  dueDate?: string;
  periodFrom?: string;
  periodTo?: string;
  lines: DemoLine[];
  net: number;
  vat: number;
  gross: number;
  outstanding: number;
  /** Day of a payment or a refund. */
  paidOn?: string;
  corrects?: DemoDocument;
  reason?: string;
  /** The calculation behind the lines, point by point. */
  bills: PointBill[];
  ksefNumber?: string;
}

export interface DemoMessage {
  id: string;
  kind:
    | 'INVOICE_ISSUED'
    | 'PAYMENT_DUE_SOON'
    | 'PAYMENT_OVERDUE'
    | 'PAYMENT_RECEIVED'
    | 'DUNNING'
    | 'ANNOUNCEMENT';
  subject: string;
  body: string;
  /** Day and hour in Poland. */
  day: string;
  hour: number;
  channel: 'EMAIL' | 'SMS' | 'PORTAL';
  invoiceNumber?: string;
}

/** One customer with all of billing's data. */
export interface DemoAccount {
  customer: DemoCustomer;
  points: DemoPoint[];
  documents: DemoDocument[];
  messages: DemoMessage[];
  /** Lines of usage.csv, a piece a point. */
  usage: Iterable<string>;
}

/** One thing that is charged for. */
export interface Charge {
  group: 'Sprzedaż energii' | 'Dystrybucja';
  name: string;
  quantity: number;
  unit: string;
  /** Hundred-thousandths of a złoty. */
  price: number;
  net: number;
}
