import { session } from '@ebok/shell';
import type { MessageQuery } from '../operations/generated/graphql';
import { t } from '../texts';
import { Icon } from './Icon';

type Message = MessageQuery['customer']['message'];

/** Kinds that ask for a payment. */
const DEMANDS: ReadonlySet<Message['kind']> = new Set(['DUNNING', 'PAYMENT_OVERDUE', 'PAYMENT_DUE_SOON']);

/** What a message lets its reader do: pay what it asks for, reply to an answer, see the use it is about, open its document or ask about it. */
export function MessageActions({ message: { kind, invoice, ticket } }: { message: Message }) {
  const isAlert = kind === 'USAGE_ALERT';
  if (!invoice && !ticket && !isAlert) return null;
  const mayAct = session.current?.role !== 'VIEW';
  const mayPay = mayAct && DEMANDS.has(kind) && invoice?.payable === true;
  return (
    <div className="cluster no-print">
      {isAlert && (
        <a className="button" href="/zuzycie">
          {t('message.usage')}
        </a>
      )}
      {ticket && (
        <a
          className={mayAct ? 'button' : 'button button--secondary'}
          href={`/kontakt/${encodeURIComponent(ticket.id)}`}
        >
          {t(mayAct ? 'message.reply' : 'message.ticket', { number: ticket.number })}
        </a>
      )}
      {mayPay && (
        <a className="button" href={`/platnosc?documents=${encodeURIComponent(invoice.id)}`}>
          {t('message.pay')}
        </a>
      )}
      {invoice && (
        <a className="button button--secondary" href={`/finanse/${encodeURIComponent(invoice.id)}`}>
          <Icon name="receipt" />
          {t('message.invoice', { number: invoice.number })}
        </a>
      )}
      {invoice && mayAct && !ticket && (
        <a href={`/kontakt/nowe?topic=INVOICE&invoice=${encodeURIComponent(invoice.id)}`}>
          {t('message.ask')}
        </a>
      )}
    </div>
  );
}
