import { parseMoney } from '../../money';
import type { Database } from '../../database/database';
import { warsawInstant } from '../../calendar';
import type { NotificationQuarantine, QuarantineReason } from './notification-quarantine';
import { confirmation, isSigned, keysOf, readItn, type Itn } from '../autopay';
import type { OperatorSettings } from '../../config';
import type { Ledger } from './ledger';

interface Known {
  customerId: string;
  id: string;
  amount: number | string;
  noted: number | string;
}

/** Takes the operator's notifications in. */
export class Notifications {
  constructor(
    private readonly database: Database,
    private readonly settings: OperatorSettings,
    private readonly ledger: Ledger,
    private readonly quarantine: NotificationQuarantine,
  ) {}

  /**
   * Reads a notification and returns the signed answer. Changes of the payment are committed before.
   * What does not match a payment of ours is quarantined and not confirmed; the answer does not reveal
   * whether the order exists.
   * @param transactions value of the form field of that name
   * @throws UnreadableItn; any other error means no confirmation, and the operator will resend
   */
  async receive(transactions: string): Promise<string> {
    const { settings, ledger, quarantine } = this;
    const itn = readItn(transactions);
    const known = await this.find(itn);
    // The answer is signed with the key of the request: a sender with the previous key verifies with that one.
    const key = keysOf(settings).find((one) => isSigned(itn, one, settings.hash));
    const reason = key === undefined ? 'HASH' : this.doubt(itn, known);
    const answer = (confirmed: boolean) =>
      confirmation({ ...settings, sharedKey: key ?? settings.sharedKey }, itn.orderId, confirmed);
    if (reason !== null) {
      await quarantine.addNotification(reason, itn);
      return answer(false);
    }
    // Committed by an earlier notification: most notifications are repeats.
    if (Number(known!.noted) === 0) await ledger.record(known!, told(itn));
    return answer(true);
  }

  /** Looked up in any case, so that it takes as long for orders there are and are not. */
  private async find(itn: Itn): Promise<Known | null> {
    const [row] = await this.database.query<Known>(
      `SELECT p.customerId, p.id, p.amount, (SELECT COUNT(*) FROM payment_notices n
         WHERE n.customerId = p.customerId AND n.paymentId = p.id AND n.remoteId = ? AND n.status = ?) AS noted
       FROM payments p WHERE p.orderId = ?`,
      [itn.remoteId, itn.paymentStatus, itn.orderId],
    );
    return row ?? null;
  }

  /** Why it is not to be believed although it is signed, or null. */
  private doubt(itn: Itn, known: Known | null): QuarantineReason | null {
    if (itn.fault !== undefined) return 'FAULT';
    if (itn.serviceId !== this.settings.serviceId) return 'SERVICE';
    if (!known || itn.remoteId === '') return 'ORDER';
    if (itn.currency !== 'PLN') return 'CURRENCY';
    const [charged, started] = [exactMoney(itn.amount), exactMoney(itn.startAmount ?? itn.amount)];
    if (charged === null || started !== Number(known.amount) || charged < started) return 'AMOUNT';
    return null;
  }
}

function told(itn: Itn) {
  return {
    remoteId: itn.remoteId,
    status: itn.paymentStatus,
    details: itn.paymentStatusDetails,
    gatewayId: itn.gatewayId,
    charged: exactMoney(itn.amount)!,
    paidAt: itn.paymentDate ? warsawInstant(itn.paymentDate) : undefined,
  };
}

/** The one form the protocol has: 100.00, never 100, 1e2, +100.00 or 100.001. */
function exactMoney(text: string): number | null {
  return /^\d{1,14}\.\d{2}$/.test(text) ? parseMoney(text) : null;
}
