import { fake } from '@ebok/shell/fake';
import {
  contactAnswer,
  createdAnswer,
  draftAnswer,
  file,
  hoursAnswer,
  invoice,
  invoicesAnswer,
  pointsAnswer,
  repliedAnswer,
  reply,
  savedAnswer,
  ticketAnswer,
  ticketsAnswer,
} from './fixtures';

/** The usual answers to the operations of contact, for tests and for standalone mode. */
export function answerContact(): void {
  fake.answer('Contact', contactAnswer());
  fake.answer('Tickets', ticketsAnswer(2));
  fake.answer('TicketDraft', draftAnswer(null));
  fake.answer('TicketInvoices', invoicesAnswer('i1', 'i2'));
  fake.answer('ChosenInvoice', ({ id }) => ({
    __typename: 'Query',
    customer: { __typename: 'Customer', id: 'c1', invoice: invoice(id as string) },
  }));
  fake.answer('TicketPoints', pointsAnswer());
  fake.answer('CallBackHours', hoursAnswer());
  fake.answer('SaveTicketDraft', savedAnswer());
  fake.answer('CreateTicket', createdAnswer());
  fake.answer('Ticket', ({ id }) =>
    id === 't1'
      ? ticketAnswer({ attachments: [file('rachunek')], replies: [reply('r1')], status: 'ANSWERED' })
      : fake.error('NOT_FOUND'),
  );
  fake.answer(
    'ReplyToTicket',
    repliedAnswer([reply('r1'), reply('r2', { fromCustomer: true, body: 'Dziękuję.' })]),
  );
}
