import { fake } from '@ebok/shell/fake';
import { within } from '@testing-library/dom';
import { balance, OVERPAID, SETTLED, UPCOMING } from '../fixtures';
import { openTile, screen, textOf } from '../testing';

const tile = async (text: RegExp | string) => {
  await screen.findByText(text);
  return screen.getByRole('region', { name: /Saldo|Balance|Сальдо/ });
};

it('says what is overdue: the amount, since when, in words beside the red, and where to pay', async () => {
  await openTile();
  const shown = await tile(/termin minął 15 marca 2026/);
  expect(textOf(shown)).toContain('53,63 zł');
  expect(within(shown).getByText('Po terminie').className).toContain('badge--danger');
  expect(within(shown).getByText('73 1111 1111 1111 1111 1111 1111')).toBeTruthy();
  expect(within(shown).getByRole('link', { name: 'Zobacz dokumenty' }).getAttribute('href')).toBe('/finanse');
  expect(within(shown).queryByRole('button', { name: /Zapłać/ })).toBeNull();
});

it('says an overpayment once: in the word, not in a minus too', async () => {
  fake.answer('Balance', balance(OVERPAID));
  await openTile();
  const shown = await tile('12,50 zł');
  expect(within(shown).getByText('Nadpłata').className).toContain('badge--info');
  expect(textOf(shown)).not.toContain('−12,50');
  expect(textOf(shown)).not.toContain('Rachunek');
});

it('says what will be due and when the first of it is', async () => {
  fake.answer('Balance', balance(UPCOMING));
  await openTile();
  const shown = await tile(/najbliższy termin 7 grudnia 2026/);
  expect(textOf(shown)).toContain('Do zapłaty w terminie: 1 234,56 zł (2 dokumenty), najbliższy termin');
  expect(within(shown).getByText('Do zapłaty').className).not.toMatch(/danger|info/);
  expect(textOf(shown)).toContain('Rachunek do przelewu');
});

it('says that nothing is to be paid, without an account nobody needs', async () => {
  fake.answer('Balance', balance(SETTLED));
  await openTile();
  const shown = await tile('Nie masz nic do zapłaty.');
  expect(within(shown).getByText('Wszystko opłacone')).toBeTruthy();
  expect(textOf(shown)).not.toContain('Rachunek');
});

it('stays red with its minus where credits outweigh what is overdue', async () => {
  fake.answer('Balance', balance({ amount: '-10.00' }));
  await openTile();
  const shown = await tile(/termin minął/);
  expect(textOf(shown)).toContain('−10,00 zł');
  expect(within(shown).getByText('Po terminie')).toBeTruthy();
});

it('shows overdue and upcoming sums side by side, and payments on their way', async () => {
  fake.answer('Balance', balance({ upcoming: UPCOMING.upcoming!, pendingPayments: '20.00' }));
  await openTile();
  const shown = await tile(/termin minął/);
  expect(textOf(shown)).toContain('Do zapłaty w terminie: 1 234,56 zł');
  expect(textOf(shown)).toContain('które jeszcze księgujemy: 20,00 zł');
});

it('says the sum alone where no document has a due date', async () => {
  fake.answer(
    'Balance',
    balance({ ...UPCOMING, upcoming: { ...UPCOMING.upcoming!, earliestDueDate: null } }),
  );
  await openTile();
  await tile('Do zapłaty w terminie: 1 234,56 zł (2 dokumenty).');
});

it('names no account where billing has none', async () => {
  fake.answer('Balance', balance({}, { bankAccount: null }));
  await openTile();
  expect(textOf(await tile(/termin minął/))).not.toContain('Rachunek');
});

it.each([
  ['pl', 1, 'Po terminie: 53,63 zł, termin minął'],
  ['pl', 2, '(2 dokumenty), pierwszy termin minął'],
  ['pl', 5, '(5 dokumentów)'],
  ['pl', 12, '(12 dokumentów)'],
  ['pl', 22, '(22 dokumenty)'],
  ['en', 1, 'Overdue: 53.63 zł, it was due on 15 March 2026.'],
  ['en', 2, '(2 documents), the first was due on'],
  ['uk', 1, 'Прострочено: 53,63 zł (1 документ), термін минув 15 березня 2026'],
  ['uk', 3, '(3 документи)'],
  ['uk', 11, '(11 документів)'],
  ['uk', 21, '(21 документ), перший термін минув'],
] as const)('counts in %s: %i', async (language, documents, text) => {
  fake.language(language);
  const { overdue } = balance().customer.balance;
  fake.answer('Balance', balance({ overdue: { ...overdue, documents } }));
  await openTile();
  await screen.findByRole('button', { name: /numer|number|номер/ });
  expect(textOf()).toContain(text);
});

it('holds its place with a skeleton until the answer comes', async () => {
  fake.answer('Balance', () => fake.never());
  await openTile();
  expect(await screen.findByRole('status', { name: 'Wczytywanie' })).toBeTruthy();
});

it('says when it could not be loaded, how to name the fault, and tries again', async () => {
  fake.answer('Balance', fake.error('INTERNAL', { reference: 'A7K2' }));
  const user = await openTile();
  expect(textOf(await screen.findByRole('alert'))).toContain('numer błędu: A7K2');
  fake.answer('Balance', balance());
  await user.click(screen.getByRole('button', { name: 'Spróbuj ponownie' }));
  await tile(/termin minął 15 marca 2026/);
});
