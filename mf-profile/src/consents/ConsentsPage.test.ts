// Zgody as customers see them, on the shell's fake.
import { fake } from '@ebok/shell/fake';
import { eachBeginsWith, open as openPart, textOf } from '@ebok/shell/testing';
import { screen, within } from '@testing-library/dom';
import userEvent from '@testing-library/user-event';
import { mount, unmount } from '../lifecycle';
import { change, consent, consents, consentsAnswer } from './fixtures';
import texts from './texts/pl.json';

eachBeginsWith(() => {
  fake.answer('Consents', consentsAnswer());
});

async function open() {
  await openPart({ mount, unmount }, '/dane/zgody');
  await screen.findByRole('heading', { level: 1, name: 'Zgody' });
  return userEvent.setup();
}
const card = async (name: string) =>
  within((await screen.findByRole('heading', { level: 2, name })).closest('li')!);

it('shows each consent with its full text, how it stands and a button that changes it', async () => {
  fake.answer(
    'Consents',
    consentsAnswer(
      consent('E_INVOICE', {
        granted: true,
        changedAt: '2025-01-02T09:00:00Z',
        history: [change(true, '2025-01-02T09:00:00Z', 'umowa')],
      }),
    ),
  );
  await open();
  const invoices = await card('Faktury elektroniczne');
  invoices.getByText('Pełna treść zgody E_INVOICE.');
  invoices.getByText('Zgoda wyrażona', { selector: '.badge' });
  invoices.getByText('od 2 stycznia 2025');
  invoices.getByText(/kolejne faktury przyślemy pocztą/);
  invoices.getByRole('button', { name: 'Wycofuję zgodę' });
  const offers = await card('Oferty e-mailem');
  offers.getByText('Brak zgody');
  offers.getByRole('button', { name: 'Wyrażam zgodę' });
  expect(screen.getAllByRole('button')).toHaveLength(5);
  expect(document.title).toBe('Zgody');
  expect(screen.getByRole('link', { name: 'Zgody' }).getAttribute('aria-current')).toBe('page');
});

it('grants and withdraws with one press, and says so', async () => {
  let now = consents();
  fake.answer('SetConsent', ({ kind, granted }) => {
    const at = granted ? '2026-03-02T10:00:00Z' : '2026-03-02T11:00:00Z';
    const { history } = now.find((one) => one.kind === kind)!;
    now = consents(
      consent('MARKETING_SMS', {
        granted: granted as boolean,
        changedAt: at,
        history: [change(granted as boolean, at), ...history],
      }),
    );
    return { __typename: 'Mutation', setConsent: now };
  });
  const user = await open();
  await user.click((await card('Oferty SMS-em')).getByRole('button', { name: 'Wyrażam zgodę' }));
  const withdraw = await (await card('Oferty SMS-em')).findByRole('button', { name: 'Wycofuję zgodę' });
  expect(document.activeElement).toBe(withdraw);
  await user.click(withdraw);
  const offers = await card('Oferty SMS-em');
  await offers.findByText('Zgoda wycofana', { selector: '.badge' });
  expect(fake.notices.map(({ text }) => text)).toEqual([
    'Zgoda wyrażona: Oferty SMS-em.',
    'Zgoda wycofana: Oferty SMS-em.',
  ]);
  expect(
    fake.asked.filter(({ operation }) => operation === 'SetConsent').map(({ variables }) => variables),
  ).toEqual([
    { kind: 'MARKETING_SMS', granted: true, customerId: 'c1' },
    { kind: 'MARKETING_SMS', granted: false, customerId: 'c1' },
  ]);
  offers.getByText('Historia');
  expect(offers.getAllByText(/2 marca 2026/).map((one) => textOf(one).trim())).toEqual([
    '2 marca 2026, 12:00, źródło: eBOK',
    '2 marca 2026, 11:00, źródło: eBOK',
  ]);
});

it('tells what was agreed to where the text is another one today', async () => {
  fake.answer(
    'Consents',
    consentsAnswer(
      consent('PROFILING', {
        granted: true,
        changedAt: '2025-01-02T09:00:00Z',
        history: [
          change(true, '2025-01-02T09:00:00Z', 'eBOK', 'Dawna treść.'),
          change(false, '2024-01-02T09:00:00Z', 'eBOK', 'Pełna treść zgody PROFILING.'),
        ],
      }),
    ),
  );
  await open();
  const profiling = await card('Dobieranie ofert');
  expect(profiling.getAllByText('Treść zgody w tym dniu')).toHaveLength(1);
  profiling.getByText('Dawna treść.');
});

it('keeps what stands when a change could not be saved', async () => {
  fake.answer('SetConsent', fake.error('INTERNAL'));
  const user = await open();
  await user.click((await card('Dobieranie ofert')).getByRole('button'));
  await (await card('Dobieranie ofert')).findByRole('button', { name: 'Wyrażam zgodę' });
  expect(fake.notices).toEqual([{ text: expect.stringContaining('Nic się nie zmieniło'), kind: 'error' }]);
});

it('pressed twice sends one change', async () => {
  fake.answer('SetConsent', fake.never);
  const user = await open();
  const button = (await card('Faktury elektroniczne')).getByRole('button');
  await user.dblClick(button);
  expect(button.getAttribute('aria-busy')).toBe('true');
  expect(fake.asked.filter(({ operation }) => operation === 'SetConsent')).toHaveLength(1);
});

it('shows whoever may only look no buttons', async () => {
  fake.session({ role: 'VIEW' });
  await open();
  await card('Faktury elektroniczne');
  expect(screen.queryByRole('button')).toBeNull();
  screen.getByText(/Możesz tylko przeglądać/);
});

it('stands as a skeleton while it waits', async () => {
  fake.answer('Consents', fake.never);
  await open();
  await screen.findByRole('status', { name: 'Wczytywanie' });
});

it('says when it failed, with the number for our support, and tries again', async () => {
  fake.answer('Consents', fake.error('INTERNAL', { reference: 'r-3' }));
  const user = await open();
  expect(textOf(await screen.findByRole('alert'))).toContain('r-3');
  fake.answer('Consents', consentsAnswer());
  await user.click(screen.getByRole('button', { name: 'Spróbuj ponownie' }));
  await card('Faktury elektroniczne');
});

it.each([
  ['pl', 'Zgody', 'Faktury elektroniczne'],
  ['en', 'Consents', 'Electronic invoices'],
  ['uk', 'Згоди', 'Електронні рахунки-фактури'],
] as const)('speaks %s', async (language, title, invoices) => {
  fake.language(language);
  await openPart({ mount, unmount }, '/dane/zgody');
  await screen.findByRole('heading', { level: 1, name: title });
  await card(invoices);
  const said = textOf(document.body);
  expect(Object.keys(texts).filter((key) => key.includes('.') && said.includes(key))).toEqual([]);
  expect(said).not.toMatch(/\{\w+\}/);
});
