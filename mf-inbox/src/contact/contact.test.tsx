import { fake } from '@ebok/shell/fake';
import { waitFor, within } from '@testing-library/dom';
import { lastAsked, openAt, reload, screen, textOf } from '../testing';
import { contactAnswer, draft, ticketRow, ticketsAnswer } from './fixtures';

const requests = () => screen.findByRole('region', { name: 'Twoje zgłoszenia' });
const topics = () => within(screen.getByRole('region', { name: /^W jakiej sprawie/ })).getAllByRole('link');

describe('what one may write about', () => {
  it('is a link each, with a word on what it is for', async () => {
    await openAt('/kontakt');
    await screen.findByRole('heading', { level: 1, name: 'Kontakt' });
    await waitFor(() => expect(document.title).toBe('Kontakt'));
    expect(topics()).toHaveLength(11);
    expect(topics().map((link) => link.getAttribute('href'))).toContain('/kontakt/nowe?topic=COMPLAINT');
    expect(textOf()).toContain('odpowiemy w ciągu 14 dni');
  });

  it('sends nobody without power to a form: it names the number to call', async () => {
    const user = await openAt('/kontakt');
    await user.click(await screen.findByRole('link', { name: 'Awaria, brak prądu' }));
    await screen.findByRole('heading', { level: 1, name: 'Awaria, brak prądu' });
    expect(screen.getByRole('link', { name: 'Zadzwoń: 991' }).getAttribute('href')).toBe('tel:991');
    expect(screen.getByRole('link', { name: 'Napisz do nas' }).getAttribute('href')).toBe(
      '/kontakt/nowe?topic=OTHER',
    );
  });

  it('is nothing for somebody who may only look, who is told so', async () => {
    fake.session({ role: 'VIEW' });
    await openAt('/kontakt');
    await screen.findByText(/tylko do podglądu/);
    expect(screen.queryByRole('region', { name: /^W jakiej sprawie/ })).toBeNull();
    await openAt('/kontakt/nowe');
    await screen.findByRole('heading', { level: 1, name: 'Nowe zgłoszenie' });
    await waitFor(() => expect(screen.getAllByText(/tylko do podglądu/)).toHaveLength(2));
    expect(screen.queryByRole('button', { name: 'Wyślij zgłoszenie' })).toBeNull();
  });
});

describe('the channels', () => {
  it.each([
    ['PERSON', '2210020', 'person@prad.example'],
    ['COMPANY', '2210020', 'company@prad.example'],
  ] as const)('are those for a %s', async (kind, phone, email) => {
    fake.session({ customer: { id: 'c1', number: 'K-1', kind, name: 'Kowalski' } });
    await openAt('/kontakt');
    const link = await screen.findByRole('link', { name: email });
    expect(link.getAttribute('href')).toBe(`mailto:${email}`);
    const numbers = [...document.querySelectorAll('a[href^="tel:"]')].map((one) => one.getAttribute('href'));
    expect(numbers).toEqual([expect.stringContaining(phone), 'tel:991']);
    expect(textOf()).toContain('pon.–pt. 8:00–18:00');
    expect(lastAsked('Contact')).toEqual({ language: 'PL' });
  });

  it('say when they could not be loaded, and are asked for again', async () => {
    fake.answer('Contact', fake.error('INTERNAL', { reference: 'A7K2' }));
    const user = await openAt('/kontakt');
    expect(textOf(await screen.findByRole('alert'))).toContain('A7K2');
    expect(topics()).toHaveLength(11);
    fake.answer('Contact', contactAnswer());
    await user.click(screen.getByRole('button', { name: 'Spróbuj ponownie' }));
    await screen.findByRole('link', { name: 'person@prad.example' });
  });
});

describe('the requests', () => {
  it('say when there are none yet, and what to do', async () => {
    fake.answer('Tickets', ticketsAnswer(0));
    await openAt('/kontakt');
    await waitFor(async () =>
      expect(textOf(await requests())).toContain('Nie masz jeszcze żadnych zgłoszeń.'),
    );
  });

  it('hold their place while they load', async () => {
    fake.answer('Tickets', () => fake.never());
    await openAt('/kontakt');
    expect(within(await requests()).getByRole('status', { name: 'Wczytywanie' })).toBeTruthy();
  });

  it('say when they could not be loaded, and are asked for again', async () => {
    fake.answer('Tickets', new Error('offline'));
    const user = await openAt('/kontakt');
    await screen.findByRole('alert');
    fake.answer('Tickets', ticketsAnswer(1));
    await user.click(screen.getByRole('button', { name: 'Spróbuj ponownie' }));
    await screen.findByRole('link', { name: 'Pytanie o rachunek 1' });
  });

  it('say their state in words, and by when a complaint is answered', async () => {
    const rows = [
      ticketRow(1, { topic: 'COMPLAINT', status: 'IN_PROGRESS', answerDueDate: '2026-12-14' }),
      ticketRow(2, { topic: 'COMPLAINT', status: 'ANSWERED', answerDueDate: '2026-12-01' }),
    ];
    fake.answer('Tickets', ticketsAnswer(0, rows));
    await openAt('/kontakt');
    const [open, answered] = await waitFor(() => {
      const found = screen.getAllByRole('link', { name: /^Pytanie o rachunek/ });
      return found.map((link) => textOf(link.closest('li')!));
    });
    expect(open).toContain('W trakcie');
    expect(open).toContain('Z/2026/11/001');
    expect(open).toContain('odpowiedź do 14 grudnia 2026');
    expect(answered).toContain('Jest odpowiedź');
    expect(answered).not.toContain('odpowiedź do');
  });

  it('show more, keep that in the address, and go on reading at the first new one', async () => {
    fake.answer('Tickets', ticketsAnswer(30));
    const user = await openAt('/kontakt');
    await user.click(await screen.findByRole('button', { name: 'Pokaż więcej (zostało 10)' }));
    const links = () => screen.getAllByRole('link', { name: /^Pytanie o rachunek/ });
    await waitFor(() => expect(links()).toHaveLength(30));
    await waitFor(() => expect(document.activeElement).toBe(links()[20]));
    expect(location.search).toBe('?show=40');
    await reload();
    await waitFor(() => expect(links()).toHaveLength(30));
  });
});

it('leads back to a request that was begun', async () => {
  fake.answer('Contact', contactAnswer(draft({ topic: 'PAYMENT', subject: 'Wpłata' })));
  await openAt('/kontakt');
  await screen.findByText('Masz niewysłane zgłoszenie');
  expect(screen.getByRole('link', { name: 'Dokończ zgłoszenie' }).getAttribute('href')).toBe(
    '/kontakt/nowe?topic=PAYMENT',
  );
});

it.each(['pl', 'en', 'uk'] as const)('says everything in words in %s', async (language) => {
  fake.language(language);
  fake.answer('Contact', contactAnswer(draft()));
  for (const address of ['/kontakt', '/kontakt/awaria', '/kontakt/nowe?topic=CALL_BACK', '/kontakt/t1'])
    await openAt(address);
  await waitFor(() => expect(screen.getAllByRole('heading', { level: 1 })).toHaveLength(4));
  await waitFor(() => expect(screen.queryByRole('status', { name: /Wczyt|Load|Завант/ })).toBeNull());
  expect(textOf()).not.toMatch(
    /\b(contact|unsent|topics?|channels|tickets?|status|outage|form|draft|files|thread|attachments|reply)\.\w/,
  );
});
