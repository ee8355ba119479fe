import { parseMoney } from '../../money';
import { warsawInstant } from '../../calendar';
import { hasSeparator, sameHash, type HashName } from './hash';
import { childOf, leavesOf, readXml, UnreadableXml, type XmlElement } from './xml';

/** One transaction of an order as the operator tells it when asked. */
export interface OperatorTransaction {
  remoteId: string;
  amountGrosze: number;
  currency: string;
  /** The channel: 509 is BLIK. */
  gatewayId?: string;
  status: 'PENDING' | 'SUCCESS' | 'FAILURE';
  /** The operator's reason code; new codes come without notice. */
  details?: string;
  paidAt?: Date;
}

/** The operator's answer can't be believed: wrongly signed, of another order, or unreadable. */
export class WrongAnswer extends Error {}
/** The operator answered that it will not. */
export class RejectionAnswer extends Error {}

interface Signing {
  sharedKey: string;
  hash: HashName;
}

/** Reported for many transactions of one order, or many apps of one alias. */
const REPEATED = new Set(['transaction', 'blikAM', 'verificationStatusReason']);

/**
 * Reads any answer of the operator's and holds its hash against ours.
 * @throws RejectionAnswer when the operator does not confirm, or sends its unsigned error message
 * @throws WrongAnswer
 */
export function readAnswer(body: Uint8Array, signing: Signing): XmlElement {
  const root = parse(body);
  if (root.name === 'error')
    throw new RejectionAnswer(textOf(root, 'description') || textOf(root, 'name') || 'error');
  const hash = childOf(root, 'hash');
  const refusal = textOf(root, 'confirmation') === 'NOTCONFIRMED';
  // The operator signs confirmations. A refusal may come unsigned, but never with a wrong hash.
  if (!hash && refusal) throw new RejectionAnswer(textOf(root, 'reason'));
  const signed = leavesOf(root).filter((leaf) => leaf !== hash);
  if (signed.some((leaf) => hasSeparator(leaf.text))) throw new WrongAnswer('a separator in a value');
  const values = signed.map((leaf) => (leaf.name === 'redirecturl' ? leaf.text.trim() : leaf.text));
  if (!sameHash(hash?.text.trim() ?? '', values, signing.sharedKey, signing.hash))
    throw new WrongAnswer('a wrong hash');
  if (refusal) throw new RejectionAnswer(textOf(root, 'reason'));
  return root;
}

/** The text of a field right under this one; empty when it is not there. */
export function textOf(element: XmlElement, name: string): string {
  return childOf(element, name)?.text.trim() ?? '';
}

/** Every transaction of the order, as the answer to transactionStatus lists them. */
export function transactionsOf(root: XmlElement, orderId: string): OperatorTransaction[] {
  const list = childOf(root, 'transactions')?.children ?? [];
  return list.map((transaction) => {
    const field = (name: string) => textOf(transaction, name);
    if (field('orderID') !== orderId) throw new WrongAnswer('a transaction of another order');
    const amountGrosze = parseMoney(field('amount'));
    if (amountGrosze === null || !field('remoteID'))
      throw new WrongAnswer('a transaction without amount or id');
    return {
      remoteId: field('remoteID'),
      amountGrosze,
      currency: field('currency'),
      gatewayId: field('gatewayID') || undefined,
      status: statusOf(field('paymentStatus')),
      details: field('paymentStatusDetails') || undefined,
      paidAt: warsawInstant(field('paymentDate')),
    };
  });
}

/** What we have no agreement on (ON_HOLD, say) has not succeeded and not failed. */
function statusOf(word: string): OperatorTransaction['status'] {
  return word === 'SUCCESS' || word === 'FAILURE' ? word : 'PENDING';
}

function parse(body: Uint8Array): XmlElement {
  try {
    return readXml(body, REPEATED);
  } catch (error) {
    if (!(error instanceof UnreadableXml)) throw error;
    if (Buffer.from(body).toString().trim() === 'ERROR') throw new RejectionAnswer('ERROR');
    throw new WrongAnswer(error.message);
  }
}
