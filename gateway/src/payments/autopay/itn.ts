import { hashOf, hasSeparator, sameHash, type HashName } from './hash';
import { readTransactionsParameter } from './transactions-parameter';
import { childOf, escapeXml, leavesOf, UnreadableXml, type XmlElement } from './xml';

/**
 * An instant transaction notification: the operator's report of one transaction. Texts are exactly as
 * received; empty where the operator omitted a field.
 */
export interface Itn {
  serviceId: string;
  orderId: string;
  /** The operator's own id of the transaction: one order can have several. */
  remoteId: string;
  /** As received, `0.00`. With the operator's fee in it where the customer pays one: compare `startAmount` then. */
  amount: string;
  startAmount?: string;
  currency: string;
  gatewayId?: string;
  /** `YYYYMMDDhhmmss` on a clock in Warsaw. */
  paymentDate?: string;
  /** PENDING, SUCCESS or FAILURE; others are agreed on specially. */
  paymentStatus: string;
  /** The operator adds values without notice. */
  paymentStatusDetails?: string;
  /** Every text the hash is made of, in order. */
  values: string[];
  hash: string;
  /** Reason to reject it even with the right hash: its values could be those of another message. */
  fault?: string;
}

/** The message is not a notification. It gets 400, and the operator resends. */
export class UnreadableItn extends Error {}

const REPEATED = new Set(['verificationStatusReason']);

/** Fields we act upon in the operator's order, each with the longest it may be. The hash covers values and not names, so the order is what tells them apart. */
const FIELDS = new Map([
  ['serviceID', 10],
  ['orderID', 32],
  ['remoteID', 20],
  ['amount', 17],
  ['currency', 3],
  ['gatewayID', 5],
  ['paymentDate', 14],
  ['paymentStatus', 64],
  ['paymentStatusDetails', Infinity],
  ['startAmount', 17],
]);
/** Unknown fields may follow after these. */
const LAST_BASIC = 'paymentStatus';
/** Compared with nothing. */
const LENIENT = ['paymentDate', 'paymentStatusDetails'];

/**
 * Parses the form field `transactions`. It does not authenticate the sender: see `isSigned`.
 * @throws UnreadableItn
 */
export function readItn(transactions: string): Itn {
  const root = readRoot(transactions);
  const transaction = childOf(childOf(root, 'transactions'), 'transaction');
  if (root.name !== 'transactionList' || !transaction) throw new UnreadableItn('no transaction');
  const hash = childOf(root, 'hash');
  const signed = leavesOf(root).filter((leaf) => leaf !== hash);
  const optional = (name: string) => childOf(transaction, name)?.text || undefined;
  const text = (name: string) => optional(name) ?? '';
  return {
    serviceId: childOf(root, 'serviceID')?.text ?? '',
    orderId: text('orderID'),
    remoteId: text('remoteID'),
    amount: text('amount'),
    startAmount: optional('startAmount'),
    currency: text('currency'),
    gatewayId: optional('gatewayID'),
    paymentDate: optional('paymentDate'),
    paymentStatus: text('paymentStatus'),
    paymentStatusDetails: optional('paymentStatusDetails'),
    values: signed.map((leaf) => leaf.text),
    hash: hash?.text.trim() ?? '',
    fault: faultOf(signed, [...root.children, ...transaction.children]),
  };
}

/** True when the sender knows the shared key. A trustworthy notification also has no `fault`. */
export function isSigned(itn: Itn, key: string, algorithm: HashName): boolean {
  return sameHash(itn.hash, itn.values, key, algorithm);
}

/** The signed answer, XML. `confirmed` false: known or not, this is not what we started. */
export function confirmation(
  settings: { serviceId: string; sharedKey: string; hash: HashName },
  orderId: string,
  confirmed: boolean,
): string {
  const word = confirmed ? 'CONFIRMED' : 'NOTCONFIRMED';
  const hash = hashOf([settings.serviceId, orderId, word], settings.sharedKey, settings.hash);
  return (
    '<?xml version="1.0" encoding="UTF-8"?>\n' +
    `<confirmationList><serviceID>${escapeXml(settings.serviceId)}</serviceID><transactionsConfirmations><transactionConfirmed>` +
    `<orderID>${escapeXml(orderId)}</orderID><confirmation>${word}</confirmation>` +
    `</transactionConfirmed></transactionsConfirmations><hash>${hash}</hash></confirmationList>\n`
  );
}

function readRoot(transactions: string): XmlElement {
  try {
    return readTransactionsParameter(transactions, REPEATED);
  } catch (error) {
    if (error instanceof UnreadableXml) throw new UnreadableItn(error.message);
    throw error;
  }
}

/** `named` are the elements in fields' positions; the same names elsewhere mean nothing. */
function faultOf(signed: XmlElement[], named: XmlElement[]): string | undefined {
  const order = [...FIELDS.keys()];
  let last = -1;
  for (const leaf of signed) {
    if (hasSeparator(leaf.text)) return `a separator in ${leaf.name}`;
    const place = named.includes(leaf) ? order.indexOf(leaf.name) : -1;
    if (place === -1) {
      if (last < order.indexOf(LAST_BASIC)) return `${leaf.name} before ${LAST_BASIC}`;
      continue;
    }
    if (place <= last) return `${leaf.name} out of order`;
    if (leaf.text.length > FIELDS.get(leaf.name)!) return `${leaf.name} too long`;
    // "SUCCESS " is no SUCCESS to us, and to a database that pads texts it is one.
    if (!LENIENT.includes(leaf.name) && leaf.text !== leaf.text.trim())
      return `white space around ${leaf.name}`;
    last = place;
  }
  return undefined;
}
