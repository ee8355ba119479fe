import { formatMoney } from '#src/money';
import { warsawMidnight } from '#src/calendar';
import type { DemoCustomer, DemoDocument, DemoLine, DemoMessage, DemoPoint } from '../model';
import { bankAccountOf } from '../world';

// The lines of a feed's NDJSON files.

export function customerRecord(customer: DemoCustomer, consents: readonly object[]): object {
  const { number, kind, name, taxId, emails, phone, address, correspondenceAddress, overpayment } = customer;
  return {
    number,
    kind,
    name,
    taxId,
    emails,
    phone,
    bankAccount: bankAccountOf(customer),
    ...(overpayment > 0 && { overpayment: formatMoney(overpayment) }),
    address,
    correspondenceAddress,
    consents,
  };
}

export function pointRecord({ number }: DemoCustomer, point: DemoPoint): object {
  return {
    ppe: point.ppe,
    customerNumber: number,
    address: point.address,
    meterNumber: point.meterNumber,
    tariff: point.tariff,
    distributor: point.distributor,
    contractedPowerKw: point.powerKw,
    contractFrom: point.contractFrom,
    contractTo: point.contractTo,
    producer: point.solarKwp !== undefined,
  };
}

export function invoiceRecord({ number }: DemoCustomer, document: DemoDocument): object {
  return {
    number: document.number,
    customerNumber: number,
    kind: document.kind,
    issueDate: document.issueDate,
    dueDate: document.dueDate,
    periodFrom: document.periodFrom,
    periodTo: document.periodTo,
    net: formatMoney(document.net),
    vat: formatMoney(document.vat),
    gross: formatMoney(document.gross),
    outstanding: formatMoney(document.outstanding),
    corrects: document.corrects?.number,
    points: document.bills.map(({ point }) => point.ppe),
    lines: document.lines.map(lineRecord),
    readings: document.bills.flatMap(({ readings }) =>
      readings.map(({ previous, current, ...rest }) => ({
        ...rest,
        previous: String(previous),
        current: String(current),
        usedKwh: current - previous,
      })),
    ),
  };
}

function lineRecord({ name, quantity, unit, price, net, vatRate, group }: DemoLine, at: number): object {
  return {
    position: at + 1,
    name,
    quantity: quantity === undefined ? undefined : String(quantity),
    unit,
    unitPrice: price === undefined ? undefined : priceText(price),
    net: formatMoney(net),
    vatRate,
    group,
  };
}

/** A price as printed: 0.50016, 0.0030, 17.18. */
export function priceText(price: number): string {
  const text = (price / 100_000).toFixed(5);
  return text.endsWith('000') ? text.slice(0, -3) : text.replace(/0$/, '');
}

export function settlementRecord(
  { number }: DemoCustomer,
  document: DemoDocument,
): { invoiceNumber: string; customerNumber: string; outstanding: string } {
  return {
    invoiceNumber: document.number,
    customerNumber: number,
    outstanding: formatMoney(document.outstanding),
  };
}

export function messageRecord(customer: DemoCustomer, { day, hour, ...message }: DemoMessage): object {
  const recipient =
    message.channel === 'EMAIL' ? customer.emails[0] : message.channel === 'SMS' ? customer.phone : undefined;
  return {
    ...message,
    language: 'PL',
    customerNumber: customer.number,
    sentAt: instantOf(day, hour),
    recipient,
  };
}

/** An hour of a day in Poland. */
export function instantOf(day: string, hour: number): string {
  return new Date(warsawMidnight(day).getTime() + hour * 3_600_000).toISOString().replace('.000Z', 'Z');
}
