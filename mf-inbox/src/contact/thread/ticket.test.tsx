import { client } from '@ebok/shell';
import { fake } from '@ebok/shell/fake';
import { fakeUploads } from '@ebok/shell/testing';
import { waitFor } from '@testing-library/dom';
import { lastAsked, openAt, screen, textOf } from '../../testing';
// Loaded before the fake timers: React keeps the timers that it finds when it loads.
import '../../App';
import {
  draft,
  draftAnswer,
  file,
  invoice,
  problem,
  repliedAnswer,
  reply,
  savedAnswer,
  ticketAnswer,
} from '../fixtures';
import { TicketDocument } from '../generated/graphql';
import './TicketPage';

beforeEach(fakeUploads);

type Change = Parameters<typeof ticketAnswer>[0];
const show = async (change: Change = {}) => {
  fake.answer('Ticket', ticketAnswer(change));
  const user = await openAt('/kontakt/t1');
  await screen.findByRole('heading', { level: 1, name: 'Zgłoszenie Z/2026/11/001' });
  return user;
};
const thread = () => [...document.querySelectorAll<HTMLElement>('.ebok-inbox__thread > li')];
const facts = () => textOf(screen.getByRole('region', { name: 'Pytanie o rachunek 1' }));

describe('a request', () => {
  it('of somebody else is not there', async () => {
    fake.answer('Ticket', fake.error('NOT_FOUND'));
    await openAt('/kontakt/obce');
    await screen.findByRole('heading', { level: 1, name: 'Nie ma takiego zgłoszenia' });
    expect(screen.getByRole('link', { name: 'Wróć do zgłoszeń' }).getAttribute('href')).toBe('/kontakt');
  });

  it('says when it could not be loaded, and is asked for again', async () => {
    fake.answer('Ticket', fake.error('INTERNAL', { reference: 'A7K2' }));
    const user = await openAt('/kontakt/t1');
    expect(textOf(await screen.findByRole('alert'))).toContain('A7K2');
    fake.answer('Ticket', ticketAnswer());
    await user.click(screen.getByRole('button', { name: 'Spróbuj ponownie' }));
    await screen.findByRole('heading', { level: 1, name: 'Zgłoszenie Z/2026/11/001' });
  });

  it('shows its state and what happens next, in words', async () => {
    await show({ status: 'IN_PROGRESS', invoice: invoice('i1') });
    expect(facts()).toContain('W trakcie');
    expect(facts()).toContain('Doradca zajmuje się zgłoszeniem.');
    expect(facts()).toContain('20 listopada 2026, 10:30');
    expect(screen.getByRole('link', { name: 'FV/i1' }).getAttribute('href')).toBe('/finanse/i1');
    expect(document.title).toBe('Zgłoszenie Z/2026/11/001');
  });

  it('that is a complaint says by which day an answer is due, until it is there', async () => {
    const complaint = { topic: 'COMPLAINT', answerDueDate: '2026-12-14' } as const;
    await show(complaint);
    expect(facts()).toContain('Odpowiemy na tę reklamację najpóźniej 14 grudnia 2026.');
    fake.answer('Ticket', ticketAnswer({ ...complaint, status: 'ANSWERED' }));
    await client.refetchQueries({ include: ['Ticket'] });
    await waitFor(() => expect(facts()).not.toContain('14 grudnia'));
  });

  it('says when somebody will call, and what became of a request', async () => {
    await show({
      topic: 'CALL_BACK',
      status: 'CLOSED',
      resolution: 'REFUSED',
      note: 'Numer nie odpowiada.',
      callBack: {
        __typename: 'CallBack',
        phone: '+48600100200',
        date: '2026-12-01',
        from: '09:00',
        to: '11:00',
      },
    });
    expect(facts()).toContain('wtorek, 1 grudnia, 9:00–11:00, numer +48 600 100 200');
    expect(facts()).toContain('Nie mogliśmy tego zrobić.');
    expect(facts()).toContain('Numer nie odpowiada.');
  });

  it('shows the thread in order, as plain text, with files to download', async () => {
    await show({
      attachments: [file('rachunek')],
      replies: [
        reply('r1', {
          body: '<b>Dzień dobry</b>\nhttps://www.ure.gov.pl/pl',
          attachments: [file('korekta')],
        }),
        reply('r2', { fromCustomer: true, body: 'Dziękuję.' }),
      ],
    });
    expect(thread().map((one) => textOf(one.querySelector('strong')!))).toEqual([
      'Twoja wiadomość',
      'Odpowiedź doradcy',
      'Twoja wiadomość',
    ]);
    expect(document.querySelectorAll('.ebok-inbox__thread b')).toHaveLength(0);
    expect(screen.getByRole('link', { name: /ure\.gov\.pl/ }).getAttribute('rel')).toBe(
      'noopener noreferrer',
    );
    const link = screen.getByRole('link', { name: 'korekta.pdf' });
    expect(link.getAttribute('href')).toBe('/files/attachments/korekta?customer=c1');
    expect(link.getAttribute('download')).toBe('korekta.pdf');
  });

  it.each([
    ['WAITING', 'Sprawdzamy, czy plik jest bezpieczny.'],
    ['UNSAFE', 'W pliku był wirus, więc go usunęliśmy.'],
  ] as const)('offers no link to a file that is %s', async (state, words) => {
    await show({ attachments: [file('x', { state })] });
    expect(screen.queryByRole('link', { name: 'x.pdf' })).toBeNull();
    expect(textOf()).toContain(words);
  });
});

describe('an answer while the page is open', () => {
  const realTimeout = setTimeout;
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());
  /** Advances the page's time; between steps React and the fake's answers get real time. */
  const pass = async (milliseconds: number) => {
    for (let left = milliseconds; left > 0; left -= 1000) {
      await jest.advanceTimersByTimeAsync(Math.min(left, 1000));
      await new Promise((resolve) => realTimeout(resolve, 2));
    }
  };
  const opened = async (change: Change = {}) => {
    fake.answer('Ticket', ticketAnswer(change));
    await openAt('/kontakt/t1');
    for (let tries = 0; tries < 100 && !screen.queryByRole('region', { name: 'Treść i odpowiedzi' }); tries++)
      await pass(1);
  };

  it('appears by itself, is announced, and keeps no session alive', async () => {
    const query = jest.spyOn(client, 'query');
    await opened({ replies: [reply('r0', { body: 'Stara odpowiedź' })] });
    expect(textOf()).not.toContain('przyszła nowa odpowiedź');
    fake.answer(
      'Ticket',
      ticketAnswer({ status: 'ANSWERED', replies: [reply('r0'), reply('r1', { body: 'Oto wyjaśnienie.' })] }),
    );
    await pass(11_000);
    expect(textOf(thread()[2])).toContain('Oto wyjaśnienie.');
    expect(textOf(thread()[2])).toContain('Nowa');
    expect(textOf(thread()[1])).not.toContain('Nowa');
    const told = screen.getAllByRole('status').map((one) => textOf(one));
    expect(told).toContain('O 11:00 przyszła nowa odpowiedź. Jest powyżej.');
    expect(told).toContain('Jest odpowiedź');
    const polls = query.mock.calls
      .filter(([options]) => options.query === TicketDocument)
      .map(([options]) => options.context?.['background']);
    expect(polls.length).toBeGreaterThan(0);
    expect(new Set(polls)).toEqual(new Set([true]));
    query.mockRestore();
  });

  it('is read in Wiadomości too, without keeping the session alive', async () => {
    const marked = () =>
      fake.asked
        .filter(({ operation }) => operation === 'MarkMessagesRead')
        .map(({ variables }) => variables);
    const mutate = jest.spyOn(client, 'mutate');
    await opened({ replies: [reply('own', { fromCustomer: true })] });
    expect(marked()).toEqual([]);
    const replies = [reply('own', { fromCustomer: true }), reply('r1')];
    fake.answer('Ticket', ticketAnswer({ replies }));
    await pass(11_000);
    expect(marked()).toEqual([{ ids: ['r1'] }]);
    expect(mutate.mock.calls.map(([options]) => options.context?.['background'])).toEqual([true]);
    await pass(30_000);
    expect(marked()).toHaveLength(1);
    mutate.mockRestore();
  });

  it('is waited for also after a poll that failed', async () => {
    await opened();
    fake.answer('Ticket', new Error('offline'));
    await pass(11_000);
    expect(screen.queryByRole('alert')).toBeNull();
    fake.answer('Ticket', ticketAnswer({ replies: [reply('r1')] }));
    await pass(11_000);
    expect(thread()).toHaveLength(2);
  });
});

describe('a reply', () => {
  const send = () => screen.getByRole('button', { name: 'Wyślij' });

  it('needs a text', async () => {
    const user = await show();
    await user.click(await screen.findByRole('button', { name: 'Wyślij' }));
    expect(textOf(screen.getByRole('alert'))).toContain('Wpisz treść wiadomości.');
    expect(lastAsked('ReplyToTicket')).toBeUndefined();
  });

  it('joins the thread, and the form is empty for the next one', async () => {
    fake.answer(
      'ReplyToTicket',
      repliedAnswer([reply('r2', { fromCustomer: true, body: 'A październik?' })]),
    );
    const user = await show({ status: 'ANSWERED' });
    await user.type(await screen.findByLabelText('Twoja wiadomość'), 'A październik?');
    await user.click(send());
    await waitFor(() => expect(thread()).toHaveLength(2));
    expect(lastAsked('ReplyToTicket')).toEqual({
      ticketId: 't1',
      body: 'A październik?',
      attachmentIds: [],
      idempotencyKey: expect.stringMatching(/^[0-9a-f]{32}$/),
    });
    expect(screen.getByLabelText('Twoja wiadomość')).toHaveProperty('value', '');
    expect(fake.notices).toEqual([{ kind: 'success', text: 'Wiadomość wysłana. Jest na końcu zgłoszenia.' }]);
    // It is no answer that arrived.
    expect(textOf()).not.toContain('przyszła nowa odpowiedź');
  });

  it('stays typed where it is refused or cannot be sent', async () => {
    fake.answer('ReplyToTicket', repliedAnswer([], [problem('body', 'Za często.')]));
    const user = await show();
    await user.type(await screen.findByLabelText('Twoja wiadomość'), 'Halo');
    await user.click(send());
    await screen.findAllByText('Za często.');
    fake.answer('ReplyToTicket', new Error('offline'));
    await user.click(send());
    await screen.findByText(/Nic z tego, co jest wpisane, nie przepadło/);
    expect(screen.getByLabelText('Twoja wiadomość')).toHaveProperty('value', 'Halo');
  });

  it('has a draft of its own, which comes back', async () => {
    fake.answer('TicketDraft', ({ ticketId }) =>
      draftAnswer(ticketId === 't1' ? draft({ topic: null, subject: '', body: 'Zaczęte' }) : null),
    );
    const user = await show();
    const body = await screen.findByLabelText('Twoja wiadomość');
    expect(body).toHaveProperty('value', 'Zaczęte');
    await user.type(body, ' i dopisane');
    await waitFor(() =>
      expect(lastAsked('SaveTicketDraft')).toEqual({
        input: { customerId: 'c1', ticketId: 't1', body: 'Zaczęte i dopisane', attachmentIds: [] },
      }),
    );
  });

  it('to a closed request is a new request about the same', async () => {
    await show({ status: 'CLOSED', invoice: invoice('i1') });
    expect(screen.queryByRole('button', { name: 'Wyślij' })).toBeNull();
    const link = screen.getByRole('link', { name: 'Napisz nowe zgłoszenie w tej sprawie' });
    expect(link.getAttribute('href')).toBe('/kontakt/nowe?topic=INVOICE&invoice=i1');
  });

  it('that was typed when the request was closed can still be read and copied', async () => {
    let saved = 'Dlaczego';
    fake.answer('SaveTicketDraft', ({ input }) => {
      saved = (input as { body: string }).body;
      return savedAnswer();
    });
    fake.answer('TicketDraft', () => draftAnswer(draft({ body: saved })));
    const user = await show();
    await user.type(await screen.findByLabelText('Twoja wiadomość'), ' tak długo?');
    fake.answer('Ticket', ticketAnswer({ status: 'CLOSED' }));
    await client.refetchQueries({ include: [TicketDocument] });
    const unsent = await screen.findByRole('region', { name: 'Niewysłana wiadomość' });
    expect(textOf(unsent)).toContain('Dlaczego tak długo?');
    expect(screen.queryByRole('button', { name: 'Wyślij' })).toBeNull();
  });

  it('is not offered to somebody who may only look', async () => {
    fake.session({ role: 'VIEW' });
    await show();
    expect(screen.queryByRole('button', { name: 'Wyślij' })).toBeNull();
  });
});
