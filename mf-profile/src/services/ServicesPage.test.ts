// Usługi dodatkowe as customers see them, on the shell's fake.
import { fake } from '@ebok/shell/fake';
import { eachBeginsWith, open as openPart, textOf } from '@ebok/shell/testing';
import { screen, within } from '@testing-library/dom';
import userEvent from '@testing-library/user-event';
import { mount, unmount } from '../lifecycle';
import { ordered, service, servicesAnswer } from './fixtures';
import texts from './texts/pl.json';

eachBeginsWith(() => fake.answer('Services', servicesAnswer([service('A'), service('B')])));

const answer = (name: string, problems: object[] = []) => ({
  __typename: 'Mutation',
  [name]: { __typename: 'TicketPayload', ticket: { __typename: 'Ticket', id: 't1' }, problems },
});
const sent = (operation: string) => fake.asked.filter((one) => one.operation === operation);

async function open() {
  await openPart({ mount, unmount }, '/dane/uslugi');
  await screen.findByRole('heading', { level: 1, name: 'Usługi dodatkowe' });
  return userEvent.setup();
}
const card = async (name: string) =>
  within((await screen.findByRole('heading', { level: 2, name })).closest('li')!);

it('orders after a step that says what happens and costs, by a button that names the duty to pay', async () => {
  const user = await open();
  const a = await card('Usługa A');
  a.getByText(/12,99\szł brutto miesięcznie/);
  await user.click(a.getByRole('button', { name: /^Zamów\b/ }));
  const step = within(a.getByRole('region', { name: 'Zamówienie: Usługa A' }));
  step.getByText(/kosztuje 12,99\szł brutto miesięcznie/);
  step.getByText(/odstąpić od umowy w ciągu 14 dni/);
  expect(document.activeElement?.textContent).toBe('Zamówienie: Usługa A');
  fake.answer('OrderService', answer('orderService'));
  fake.answer('Services', servicesAnswer([service('A', ordered('REQUESTED')), service('B')]));
  await user.click(step.getByRole('button', { name: 'Zamawiam z obowiązkiem zapłaty' }));
  await (await card('Usługa A')).findByText('Zamówiono');
  expect(sent('OrderService').map(({ variables }) => variables)).toEqual([
    { serviceId: 'A', monthlyPrice: '12.99', customerId: 'c1' },
  ]);
  expect(fake.notices).toEqual([{ text: 'Zamówienie przyjęte: Usługa A.', kind: 'success' }]);
  expect(screen.queryByRole('region', { name: /Zamówienie:/ })).toBeNull();
});

it('sends nothing when the step is left, and once when the button is pressed twice', async () => {
  const user = await open();
  const a = await card('Usługa A');
  await user.click(a.getByRole('button', { name: /^Zamów\b/ }));
  await user.click(a.getByRole('button', { name: 'Wróć' }));
  expect(sent('OrderService')).toEqual([]);
  fake.answer('OrderService', fake.never);
  await user.click(a.getByRole('button', { name: /^Zamów\b/ }));
  await user.dblClick(a.getByRole('button', { name: 'Zamawiam z obowiązkiem zapłaty' }));
  expect(sent('OrderService')).toHaveLength(1);
});

it('says why an order was not taken, and shows the price of today', async () => {
  const problem = { __typename: 'Problem', code: 'INVALID_VALUE', message: 'Cena właśnie się zmieniła.' };
  const user = await open();
  const a = await card('Usługa A');
  await user.click(a.getByRole('button', { name: /^Zamów\b/ }));
  fake.answer('OrderService', answer('orderService', [problem]));
  fake.answer('Services', servicesAnswer([service('A', { monthlyPrice: '19.99' }), service('B')]));
  await user.click(a.getByRole('button', { name: 'Zamawiam z obowiązkiem zapłaty' }));
  await a.findByText(/kosztuje 19,99\szł/);
  expect(fake.notices).toEqual([{ text: 'Cena właśnie się zmieniła.', kind: 'error' }]);
});

it('cancels an order that waits, and asks no duty to pay for what is free', async () => {
  fake.answer(
    'Services',
    servicesAnswer([service('A', ordered('REQUESTED')), service('B', { monthlyPrice: '0.00' })], 'COMPANY'),
  );
  fake.answer('CancelServiceOrder', answer('cancelServiceOrder'));
  const user = await open();
  const a = await card('Usługa A');
  expect(a.getByRole('link', { name: 'Zgłoszenie Z/1' }).getAttribute('href')).toBe('/kontakt/t1');
  const b = await card('Usługa B');
  await user.click(b.getByRole('button', { name: /^Zamów\b/ }));
  b.getByRole('button', { name: 'Zamawiam' });
  // A company has no right of withdrawal.
  expect(b.queryByText(/14 dni/)).toBeNull();
  fake.answer('Services', servicesAnswer([service('A', ordered('CANCELLED')), service('B')]));
  await user.click(a.getByRole('button', { name: /^Anuluj zamówienie/ }));
  await (await card('Usługa A')).findByText('Zamówienie anulowane');
  expect(sent('CancelServiceOrder')[0]!.variables).toEqual({ ticketId: 't1' });
});

it('says what the customer has, what was agreed to, and why something was refused', async () => {
  fake.answer(
    'Services',
    servicesAnswer([
      service('A', { ordered: true, orderable: false }),
      service('B', ordered('CONFIRMED')),
      service('C', ordered('REFUSED', 'Nie obsługujemy tego adresu.')),
      service('D', ordered('CLOSED')),
    ]),
  );
  await open();
  (await card('Usługa A')).getByText('Masz tę usługę');
  (await card('Usługa B')).getByText('Zamówienie potwierdzone');
  const refused = await card('Usługa C');
  refused.getByText('Powód: Nie obsługujemy tego adresu.');
  refused.getByRole('button', { name: /^Zamów\b/ });
  const closed = await card('Usługa D');
  closed.getByText(/nie wiemy, czy usługa zacznie działać/);
  closed.getByRole('button', { name: /^Zamów\b/ });
});

it('makes sense where the retailer sells nothing else, and to whoever may only look', async () => {
  fake.session({ role: 'VIEW' });
  await open();
  await card('Usługa A');
  expect(screen.queryByRole('button')).toBeNull();
  fake.answer('Services', servicesAnswer([]));
  await openPart({ mount, unmount }, '/dane/uslugi');
  await screen.findByText(/Nie mamy teraz usług dodatkowych/);
});

it('stands as a skeleton while it waits', async () => {
  fake.answer('Services', fake.never);
  await open();
  await screen.findByRole('status', { name: 'Wczytywanie' });
});

it('says when it failed, with the number for our support, and tries again', async () => {
  fake.answer('Services', fake.error('INTERNAL', { reference: 'r-4' }));
  const user = await open();
  expect(textOf(await screen.findByRole('alert'))).toContain('r-4');
  fake.answer('Services', servicesAnswer([service('A')]));
  await user.click(screen.getByRole('button', { name: 'Spróbuj ponownie' }));
  await card('Usługa A');
});

it.each([
  ['pl', 'Usługi dodatkowe'],
  ['en', 'Additional services'],
  ['uk', 'Додаткові послуги'],
] as const)('speaks %s', async (language, title) => {
  fake.language(language);
  fake.answer(
    'Services',
    servicesAnswer([service('A', ordered('REQUESTED')), service('B', { ordered: true })]),
  );
  await openPart({ mount, unmount }, '/dane/uslugi');
  await screen.findByRole('heading', { level: 1, name: title });
  await card('Usługa A');
  const said = textOf(document.body);
  expect(Object.keys(texts).filter((key) => key.includes('.') && said.includes(key))).toEqual([]);
  expect(said).not.toMatch(/\{\w+\}/);
});
