import { fake } from '@ebok/shell/fake';
import { close } from '@ebok/shell/testing';
import { waitFor, within } from '@testing-library/dom';
import { mailboxAnswer, message, messageAnswer, type Message } from '../fixtures';
import { lastAsked, openAt, screen, textOf } from '../testing';

const show = async (change: Partial<Message> = {}) => {
  fake.answer('Message', messageAnswer(message(change)));
  const user = await openAt('/wiadomosci/m1');
  await screen.findByRole('region', { name: 'Jak wysłaliśmy tę wiadomość' });
  return user;
};
const marks = () => fake.asked.filter(({ operation }) => operation === 'MarkMessagesRead');

it('shows a message whole, its document and the ways it went', async () => {
  await show();
  expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('Nowy dokument FV2026/02/150');
  expect(document.title).toBe('Nowy dokument FV2026/02/150');
  expect(screen.getByRole('link', { name: 'Zobacz dokument FV2026/02/150' }).getAttribute('href')).toBe(
    '/finanse/i1',
  );
  const ways = textOf(screen.getByRole('region', { name: 'Jak wysłaliśmy tę wiadomość' }));
  expect(ways).toMatch(/Portal: wysłano, 29 marca 2026/);
  expect(ways).toMatch(/E-mail \(jan@kowalski\.pl\): czeka na wysłanie/);
});

describe('a mail that could not be delivered', () => {
  const failed = (recipient = 'jan@kowalski.pl') =>
    show({
      deliveries: [
        {
          ...{ __typename: 'Delivery' as const, channel: 'EMAIL' as const, recipient },
          ...{ status: 'FAILED' as const, at: '2026-03-29T06:00:00Z' },
        },
      ],
    });
  const help = () => screen.queryByRole('link', { name: /zobacz, co możesz zrobić/ });

  it('leads to what helps where the mailbox refuses all of them', async () => {
    fake.answer('OwnMailbox', mailboxAnswer(true));
    await failed();
    expect(textOf()).toMatch(/E-mail \(jan@kowalski\.pl\): nie udało się dostarczyć, 29 marca 2026/);
    await waitFor(() => expect(help()?.getAttribute('href')).toBe('/wiadomosci/ustawienia'));
  });

  it('leads nowhere where the mailbox takes mails, or is somebody else’s', async () => {
    await failed();
    await waitFor(() => expect(lastAsked('OwnMailbox')).toBeTruthy());
    expect(help()).toBeNull();
    fake.answer('OwnMailbox', mailboxAnswer(true));
    await close();
    await failed('anna@kowalska.pl');
    expect(help()).toBeNull();
  });
});

it('keeps the lines of the text and makes its addresses links', async () => {
  await show();
  const link = screen.getByRole('link', { name: /ure\.gov\.pl/ });
  expect(link.getAttribute('href')).toBe('https://www.ure.gov.pl/pl/konsumenci');
  expect(link.getAttribute('rel')).toBe('noopener noreferrer');
  expect(link.closest('p')!.textContent).toContain('dokument.\nWięcej:');
});

it.each([
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '<svg/onload=alert(1)>',
  '<a href="javascript:alert(1)">kliknij</a>',
  '[kliknij](javascript:alert(1))',
  '"><iframe src="https://a.pl"></iframe>',
  '&lt;script&gt;alert(1)&lt;/script&gt;',
  '{{constructor.constructor("alert(1)")()}}',
])('shows %s as it is written, in the subject and in the text', async (attack) => {
  await show({ body: attack, subject: attack });
  expect(screen.getByRole('heading', { level: 1 }).textContent).toBe(attack);
  const body = document.querySelector('.ebok-inbox__body')!;
  expect(body.textContent).toContain(attack.slice(0, 12));
  expect(document.querySelectorAll('article :is(script, img, iframe, svg:not(.icon))')).toHaveLength(0);
  for (const link of within(document.body).queryAllByRole('link'))
    expect(link.getAttribute('href')).toMatch(/^(https:|\/)/);
});

it('is read once it was opened: marked once, and counted anew', async () => {
  await show();
  await waitFor(() => expect(fake.badges.get('/wiadomosci')).toBe(1));
  expect(marks().map(({ variables }) => variables)).toEqual([{ ids: ['m1'] }]);
});

it('is not marked again', async () => {
  await show({ readAt: '2026-03-30T06:00:00Z' });
  expect(marks()).toEqual([]);
});

it('can be read also where it can not be marked', async () => {
  fake.answer('MarkMessagesRead', fake.error('INTERNAL'));
  await show();
  expect(screen.queryByRole('alert')).toBeNull();
});

it('is read in the list too, when one goes back', async () => {
  const user = await openAt('/wiadomosci');
  await user.click(await screen.findByRole('link', { name: 'Nowy dokument FV2026/02/150' }));
  await waitFor(() => expect(marks()).toHaveLength(1));
  await waitFor(() => expect(fake.badges.has('/wiadomosci')).toBe(true));
  fake.answer('Messages', () => fake.never());
  await user.click(screen.getByRole('link', { name: 'Wszystkie wiadomości' }));
  const row = (await screen.findByRole('link', { name: 'Nowy dokument FV2026/02/150' })).closest('li')!;
  expect(textOf(row)).not.toContain('Nieprzeczytana');
});

it('leads back to the list as it was left, its filters too', async () => {
  fake.answer('Message', messageAnswer(message()));
  const user = await openAt('/wiadomosci?kind=INVOICE_ISSUED');
  await user.click(await screen.findByRole('link', { name: /Nowy dokument FV2026\/02\/150/ }));
  const back = await screen.findByRole('link', { name: 'Wszystkie wiadomości' });
  expect(back.getAttribute('href')).toBe('/wiadomosci?kind=INVOICE_ISSUED');
});

it('leads to a request about its document, except for somebody who may only look', async () => {
  await show();
  const ask = () => screen.queryByRole('link', { name: 'Zapytaj o ten dokument' });
  expect(ask()!.getAttribute('href')).toBe('/kontakt/nowe?topic=INVOICE&invoice=i1');
  await close();
  fake.session({ role: 'VIEW' });
  await show();
  expect(ask()).toBeNull();
});

it('without a document leads to none', async () => {
  await show({ invoice: null });
  expect(screen.queryByRole('link', { name: /Zobacz dokument/ })).toBeNull();
});

it.each(['DUNNING', 'PAYMENT_OVERDUE', 'PAYMENT_DUE_SOON'] as const)(
  'that asks for a payment lets one pay its document: %s',
  async (kind) => {
    await show({ kind });
    expect(screen.getByRole('link', { name: 'Zapłać' }).getAttribute('href')).toBe('/platnosc?documents=i1');
  },
);

it('that answers a request leads to its thread, to reply where one may', async () => {
  const ticket = { __typename: 'Ticket' as const, id: 't1', number: 'Z/7' };
  await show({ kind: 'TICKET_REPLY', invoice: null, ticket });
  expect(screen.getByRole('link', { name: 'Odpowiedz w zgłoszeniu Z/7' }).getAttribute('href')).toBe(
    '/kontakt/t1',
  );
});

it('that answers a request leads to its thread, to look at where one may not reply', async () => {
  fake.session({ role: 'VIEW' });
  await show({ kind: 'TICKET_REPLY', ticket: { __typename: 'Ticket', id: 't1', number: 'Z/7' } });
  expect(screen.getByRole('link', { name: 'Zobacz zgłoszenie Z/7' }).getAttribute('href')).toBe(
    '/kontakt/t1',
  );
});

it('about unusual use leads to the use', async () => {
  await show({ kind: 'USAGE_ALERT', invoice: null });
  expect(screen.getByRole('link', { name: 'Zobacz zużycie' }).getAttribute('href')).toBe('/zuzycie');
});

it.each<[string, Partial<Message>, 'OWNER' | 'VIEW']>([
  ['asks for nothing', { kind: 'PAYMENT_RECEIVED' }, 'OWNER'],
  ['is paid', { kind: 'DUNNING', invoice: { ...message().invoice!, payable: false } }, 'OWNER'],
  ['they may only look at', { kind: 'DUNNING' }, 'VIEW'],
])('lets nobody pay what %s', async (_, change, role) => {
  fake.session({ role });
  await show(change);
  expect(screen.queryByRole('link', { name: 'Zapłać' })).toBeNull();
});

it('names the language of its words, but not for the page’s own', async () => {
  await show({ language: 'EN' });
  expect(screen.getByRole('heading', { level: 1 }).getAttribute('lang')).toBe('en');
  const body = document.querySelector('.ebok-inbox__body')!;
  expect(body.getAttribute('lang')).toBe('en');
  expect(
    within(body as HTMLElement)
      .getByText(/nowej karcie/)
      .getAttribute('lang'),
  ).toBe('pl');
});

it('names no language where it is the page’s', async () => {
  await show({ language: 'PL' });
  expect(document.querySelector('article [lang]')).toBeNull();
});

it('of somebody else is not there', async () => {
  fake.answer('Message', fake.error('NOT_FOUND'));
  await openAt('/wiadomosci/b1');
  await screen.findByRole('heading', { level: 1, name: 'Nie ma takiej wiadomości' });
  expect(marks()).toEqual([]);
});

it('says when it could not be loaded, and tries again', async () => {
  fake.answer('Message', fake.error('INTERNAL'));
  const user = await openAt('/wiadomosci/m1');
  await screen.findByRole('alert');
  fake.answer('Message', messageAnswer(message()));
  await user.click(screen.getByRole('button', { name: 'Spróbuj ponownie' }));
  await screen.findByRole('heading', { level: 1, name: 'Nowy dokument FV2026/02/150' });
});
