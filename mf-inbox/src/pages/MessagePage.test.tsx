import { fake } from '@ebok/shell/fake';
import { waitFor, within } from '@testing-library/dom';
import { message, messageAnswer, type Message } from '../fixtures';
import { openAt, screen, textOf } from '../testing';

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

it('without a document leads to none', async () => {
  await show({ invoice: null });
  expect(screen.queryByRole('link', { name: /Zobacz dokument/ })).toBeNull();
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
