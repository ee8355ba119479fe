import { setTimeout as pause } from 'node:timers/promises';
import { sign } from './hash';
import type { Order, Orders, Transaction } from './orders';
import type { Settings } from './settings';
import { element, readLeaves, xmlFile } from './xml';

/** A notification that is not what the operator would send. */
export interface Twist {
  amount?: string;
  hash?: string;
  status?: Transaction['status'];
}

const TIMEOUT_MS = 10_000;
/** The payer as banks report it: part of each success, and of its hash. */
const PAYER: [string, string][] = [
  ['fName', 'Święcisława'],
  ['lName', 'Żółć-Próbna'],
  ['nrb', '26105014451000002276470461'],
];

/** Sends notifications until the shop answers as it should. */
export class Notifications {
  /** Answers with a hash that is not ours: the shop's fault, to be seen. */
  wrongAnswers = 0;
  private readonly ending = new AbortController();

  constructor(
    private readonly settings: Settings,
    private readonly orders: Orders,
  ) {}

  /** Retries carry the newest status, as the real operator's do, unless the switches name one. Never fails. */
  async send(order: Order, transaction: Transaction, twist: Twist = {}): Promise<void> {
    const { retryMs, tries } = this.settings;
    for (let n = 0; n < tries && !this.ending.signal.aborted; n++) {
      const told = { ...transaction, ...(twist.status && { status: twist.status }) };
      const answer = await this.post(notificationXml(this.settings, order, told, twist));
      if (this.ending.signal.aborted) return;
      this.orders.record(order, { remoteId: told.remoteId, status: told.status, answer });
      // Only a confirmation ends the retries; a sent status may be outdated by now.
      if (answer === 'CONFIRMED' && (twist.status ?? transaction.status) === told.status) return;
      if (answer !== 'CONFIRMED') await this.wait(retryMs[Math.min(n, retryMs.length - 1)]!);
    }
  }

  /** Resolves early when the sandbox ends. */
  async wait(ms: number): Promise<void> {
    await pause(ms, undefined, { signal: this.ending.signal }).catch(() => undefined);
  }

  stop(): void {
    this.ending.abort();
  }

  private async post(xml: string): Promise<string> {
    try {
      const response = await fetch(this.settings.itnUrl, {
        method: 'POST',
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        body: new URLSearchParams({ transactions: Buffer.from(xml).toString('base64') }).toString(),
        redirect: 'manual',
        signal: AbortSignal.any([this.ending.signal, AbortSignal.timeout(TIMEOUT_MS)]),
      });
      const text = await response.text();
      if (response.status !== 200) return `HTTP ${response.status}`;
      return this.read(text, xml);
    } catch (error) {
      return `brak odpowiedzi (${(error as Error).name})`;
    }
  }

  /** As strict as the real one: structure, order, service and hash. */
  private read(answer: string, sent: string): string {
    let leaves;
    try {
      leaves = readLeaves(answer);
    } catch {
      return this.wrong('odpowiedź nie jest XML-em');
    }
    const confirmed = 'confirmationList/transactionsConfirmations/transactionConfirmed';
    const paths = [
      'confirmationList/serviceID',
      `${confirmed}/orderID`,
      `${confirmed}/confirmation`,
      'confirmationList/hash',
    ];
    if (leaves.map(({ path }) => path).join() !== paths.join()) return this.wrong('inna budowa odpowiedzi');
    const [serviceId, orderId, confirmation, hash] = leaves.map(({ text }) => text) as [
      string,
      string,
      string,
      string,
    ];
    if (hash !== sign(this.settings, [serviceId, orderId, confirmation]))
      return this.wrong('błędny podpis odpowiedzi');
    if (serviceId !== this.settings.serviceId || !sent.includes(element('orderID', orderId)))
      return this.wrong('odpowiedź na co innego');
    return confirmation === 'CONFIRMED' || confirmation === 'NOTCONFIRMED'
      ? confirmation
      : this.wrong('nieznane potwierdzenie');
  }

  private wrong(reason: string): string {
    this.wrongAnswers++;
    return reason;
  }
}

/** The message of one transaction, its hash over every value in the order of the document. */
export function notificationXml(
  settings: Settings,
  order: Order,
  transaction: Transaction,
  twist: Twist = {},
): string {
  const fields = transactionFields(order, transaction, twist.amount);
  const payer = transaction.status === 'SUCCESS' ? PAYER : [];
  const values = [settings.serviceId, ...[...fields, ...payer].map(([, value]) => value)];
  const elements = (all: [string, string][]) =>
    all.filter(([, value]) => value).map(([name, value]) => element(name, value));
  const data = payer.length > 0 ? [element('customerData', elements(payer))] : [];
  return xmlFile(
    element('transactionList', [
      element('serviceID', settings.serviceId),
      element('transactions', [element('transaction', [...elements(fields), ...data])]),
      element('hash', twist.hash ?? sign(settings, values)),
    ]),
  );
}

/** The documented fields one to ten but the service's. */
export function transactionFields(
  order: Order,
  transaction: Transaction,
  amount = order.amount,
): [string, string][] {
  return [
    ['orderID', order.orderId],
    ['remoteID', transaction.remoteId],
    ['amount', amount],
    ['currency', order.currency],
    ['gatewayID', transaction.gatewayId],
    ['paymentDate', transaction.paymentDate],
    ['paymentStatus', transaction.status],
    ['paymentStatusDetails', transaction.details],
  ];
}
