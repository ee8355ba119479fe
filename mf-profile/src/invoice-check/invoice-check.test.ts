// "Is this invoice ours?" as customers see it, on the shell's fake.
import { fake } from '@ebok/shell/fake';
import { eachBeginsWith, lastAsked, open as openPart, promised, textOf } from '@ebok/shell/testing';
import { screen, within } from '@testing-library/dom';
import userEvent from '@testing-library/user-event';
import { mount, unmount } from '../lifecycle';
import { PERSON, profile } from '../fixtures';
import type { Check } from './check';
import type { InvoiceMatchFragment } from './generated/graphql';

const OWN = '73111111111111111111111111';
const FRAUD = '61109010140000071219812874';
const MESSAGE = 'Tak mówi brama.';

const MATCH: InvoiceMatchFragment = {
  __typename: 'InvoiceCheckMatch',
  customer: { __typename: 'Customer', id: PERSON.id, name: PERSON.name, number: 'K-1', bankAccount: OWN },
  invoice: {
    __typename: 'Invoice',
    id: 'i150',
    number: 'FV2026/02/150',
    kind: 'SETTLEMENT',
    status: 'DUE',
    issueDate: '2026-02-28',
    dueDate: '2026-03-15',
    gross: '53.63',
    outstanding: '53.63',
    payable: true,
    bankAccount: null,
    payee: 'Jasna Energia',
  },
};

function checked(change: Partial<Check>) {
  const check: Check = {
    __typename: 'InvoiceCheck',
    verdict: 'OURS',
    message: MESSAGE,
    findings: [],
    matches: [],
    ...change,
  };
  return { checkInvoice: { __typename: 'InvoiceCheckPayload', check, problems: [] } };
}

const finding = (subject: Check['findings'][number]['subject'], value: string, isKnown: boolean) =>
  ({ __typename: 'InvoiceCheckFinding', subject, value, isKnown }) as const;

eachBeginsWith(() => {
  const { support } = profile().service;
  fake.answer('InvoiceCheckPage', {
    service: { __typename: 'Service', dataAsOf: '2026-03-10T05:00:00Z', support },
    customer: { __typename: 'Customer', id: PERSON.id, kind: 'PERSON' },
  });
});

async function open() {
  const user = userEvent.setup();
  await openPart({ mount, unmount }, '/dane/sprawdz-fakture');
  const field = await screen.findByLabelText('Tekst z faktury lub wiadomości');
  await user.clear(field);
  return { user, field };
}

async function check(text: string) {
  const { user, field } = await open();
  await user.click(field);
  await user.paste(text);
  await user.click(screen.getByRole('button', { name: 'Sprawdź' }));
  return user;
}
const result = () => screen.findByRole('region', { name: 'Wynik sprawdzenia' });

it('shows what is owed on a known document, where to pay it, and leads to the payment', async () => {
  fake.answer(
    'CheckInvoice',
    checked({
      findings: [finding('ACCOUNT', OWN, true), finding('AMOUNT', '53.63', true)],
      matches: [MATCH],
    }),
  );
  await check(`FV2026/02/150 ${OWN}`);
  const region = within(await result());
  expect(lastAsked('CheckInvoice')).toEqual({ text: `FV2026/02/150 ${OWN}` });
  region.getByText(MESSAGE);
  expect(textOf(await result())).toContain('73 1111 1111 1111 1111 1111 1111 znamy');
  expect(textOf(await result())).toContain('Do zapłaty53,63 zł');
  expect(region.getByRole('link', { name: /^Faktura/ }).getAttribute('href')).toBe('/finanse/i150');
  expect(region.getByRole('link', { name: 'Zapłać FV2026/02/150' }).getAttribute('href')).toBe(
    '/platnosc?documents=i150',
  );
  expect(document.activeElement?.textContent).toBe('Wynik sprawdzenia');
  expect(document.title).toBe('Czy ta faktura jest od nas?');
});

it('warns of a foreign account, says what to do, and reminds of the own account at a bank', async () => {
  fake.answer('CheckInvoice', checked({ verdict: 'FORGED', findings: [finding('ACCOUNT', FRAUD, false)] }));
  await check(FRAUD);
  const region = await result();
  expect(region.querySelector('.alert--danger')).not.toBeNull();
  expect(textOf(region)).toContain('nie znamy');
  expect(textOf(region)).toContain('własnego rachunku w banku');
  const advice = within(screen.getByRole('region', { name: 'Coś się nie zgadza?' }));
  expect(advice.getByRole('link', { name: '22 100 10 10' }).getAttribute('href')).toBe('tel:221001010');
  expect(advice.getByRole('link', { name: 'incydent.cert.pl' }).getAttribute('href')).toBe(
    'https://incydent.cert.pl',
  );
  advice.getByText(/numer 8080/);
});

it("leads to the user's other customer, whose document it is", async () => {
  const customer = { ...MATCH.customer, id: 'c2', name: 'F.H.U.', number: 'F-2' };
  fake.answer('CheckInvoice', checked({ verdict: 'DOCUMENT_ONLY', matches: [{ ...MATCH, customer }] }));
  await check('FV2026/02/150');
  const region = within(await result());
  region.getByText('Klient: F.H.U., nr F-2');
  expect(region.getByRole('link', { name: /^Faktura/ }).getAttribute('href')).toBe(
    '/finanse/i150?customer=c2',
  );
  expect(region.getByRole('link', { name: /^Zapłać/ }).getAttribute('href')).toBe(
    '/platnosc?documents=i150&customer=c2',
  );
});

it('offers no payment of what is paid, or to who may only look', async () => {
  const invoice = { ...MATCH.invoice, status: 'PAID', outstanding: '0.00', payable: false } as const;
  fake.answer('CheckInvoice', checked({ matches: [{ ...MATCH, invoice }] }));
  await check('FV2026/02/150');
  expect(textOf(await result())).toContain('Do zapłaty0,00 zł');
  expect(screen.queryByText('Rachunek do przelewu')).toBeNull();
  expect(screen.queryByRole('link', { name: /^Zapłać/ })).toBeNull();
  fake.session({ role: 'VIEW' });
  fake.answer('CheckInvoice', checked({ matches: [MATCH] }));
  await userEvent.click(screen.getByRole('button', { name: 'Sprawdź' }));
  await screen.findByText('Rachunek do przelewu');
  expect(screen.queryByRole('link', { name: /^Zapłać/ })).toBeNull();
});

it('names documents by what they were found by', async () => {
  fake.answer(
    'CheckInvoice',
    checked({
      verdict: 'AMOUNT_ONLY',
      findings: [finding('AMOUNT', '53.63', true)],
      matches: [MATCH],
    }),
  );
  const user = await check('53,63 zł');
  await screen.findByRole('heading', { name: 'Twoje dokumenty z taką kwotą' });
  fake.answer(
    'CheckInvoice',
    checked({ verdict: 'KNOWN_ACCOUNT', findings: [finding('ACCOUNT', OWN, true)] }),
  );
  await user.click(screen.getByRole('button', { name: 'Sprawdź' }));
  const link = await screen.findByRole('link', { name: 'Zobacz, co masz do zapłaty' });
  expect(link.getAttribute('href')).toBe('/finanse');
});

it('says at the field what is wrong with it, and keeps what was pasted', async () => {
  fake.answer('CheckInvoice', {
    checkInvoice: {
      __typename: 'InvoiceCheckPayload',
      check: null,
      problems: [{ __typename: 'Problem', code: 'TOO_LONG', field: 'text', message: 'Za długi.' }],
    },
  });
  await check('długi');
  const field = screen.getByLabelText('Tekst z faktury lub wiadomości');
  await screen.findByText('Za długi.');
  expect(field.getAttribute('aria-invalid')).toBe('true');
  expect(document.activeElement).toBe(field);
  expect((field as HTMLTextAreaElement).value).toBe('długi');
});

it('says how long to wait after too many tries, and offers another try after a failure', async () => {
  fake.answer('CheckInvoice', fake.error('RATE_LIMITED', { retryAfter: 4 }));
  const user = await check('FV/1');
  await screen.findByText('Prób było zbyt wiele. Spróbuj ponownie za 4 sekundy.');
  fake.answer('CheckInvoice', fake.error('RATE_LIMITED', { retryAfter: 300 }));
  await user.click(screen.getByRole('button', { name: 'Sprawdź' }));
  await screen.findByText('Prób było zbyt wiele. Spróbuj ponownie za 5 minut.');
  fake.answer('CheckInvoice', fake.error('INTERNAL', { reference: 'R-1' }));
  await user.click(screen.getByRole('button', { name: 'Sprawdź' }));
  await screen.findByText(/R-1/);
  fake.answer('CheckInvoice', checked({}));
  await user.click(screen.getByRole('button', { name: 'Spróbuj ponownie' }));
  await screen.findByText(MESSAGE);
});

it('asks once however often the button is pressed, and shows that it works', async () => {
  const { promise, keep } = promised<ReturnType<typeof checked>>();
  fake.answer('CheckInvoice', () => promise);
  const user = await check('FV/1');
  const button = screen.getByRole('button', { name: 'Sprawdź' });
  await user.click(button);
  expect(button.getAttribute('aria-busy')).toBe('true');
  expect(fake.asked.filter(({ operation }) => operation === 'CheckInvoice')).toHaveLength(1);
  keep(checked({}));
  await screen.findByText(MESSAGE);
});

it('says the same in another language, keeps what was typed, and advises also without its own query', async () => {
  fake.answer('InvoiceCheckPage', new Error('away'));
  const { user, field } = await open();
  await user.type(field, 'FV/7');
  fake.language('en');
  await screen.findByRole('heading', { level: 1, name: 'Is this invoice ours?' });
  const kept = screen.getByLabelText('Text from the invoice or message');
  expect((kept as HTMLTextAreaElement).value).toBe('FV/7');
  screen.getByText('Contact us. Do not use a number from the suspicious message.');
  fake.language('uk');
  await screen.findByRole('heading', { level: 1, name: 'Чи це наш рахунок-фактура?' });
});

it('is found from the overview', async () => {
  fake.answer('Profile', profile());
  await openPart({ mount, unmount }, '/dane');
  const links = await screen.findAllByRole('link', { name: /^Sprawdź fakturę/ });
  expect(links.map((link) => link.getAttribute('href'))).toContain('/dane/sprawdz-fakture');
});
