import { session } from '@ebok/shell';
import { fake } from '@ebok/shell/fake';
import { fakeUploads } from '@ebok/shell/testing';
import { waitFor, within } from '@testing-library/dom';
import type { UserEvent } from '@testing-library/user-event';
import { lastAsked, openAt, promised, reload, screen, textOf } from '../../testing';
import {
  createdAnswer,
  draft,
  draftAnswer,
  file,
  hoursAnswer,
  invoice,
  problem,
  savedAnswer,
} from '../fixtures';

beforeEach(fakeUploads);

const button = (name: string | RegExp) => screen.getByRole('button', { name });
const saves = () => fake.asked.filter(({ operation }) => operation === 'SaveTicketDraft');
const sends = () => fake.asked.filter(({ operation }) => operation === 'CreateTicket');

async function opened(query = '?topic=INVOICE') {
  const user = await openAt(`/kontakt/nowe${query}`);
  await screen.findByRole('button', { name: 'Wyślij zgłoszenie' });
  return user;
}

async function filled(query?: string): Promise<UserEvent> {
  const user = await opened(query);
  await user.type(screen.getByLabelText('Temat'), 'Za wysoka kwota');
  await user.type(screen.getByLabelText('Treść'), 'Skąd 53,63 zł?');
  return user;
}

describe('what is wrong', () => {
  it('is said at its field and in a summary with the focus, before anything is sent', async () => {
    const user = await opened();
    await user.click(button('Wyślij zgłoszenie'));
    const summary = screen.getByRole('alert');
    expect(document.activeElement).toBe(summary);
    expect(textOf(summary)).toContain('Popraw 2 miejsca:');
    const body = screen.getByLabelText('Treść');
    expect(body.getAttribute('aria-invalid')).toBe('true');
    expect(body.getAttribute('aria-describedby')).toBe('body-problem');
    await user.click(within(summary).getByRole('link', { name: 'Wpisz treść zgłoszenia.' }));
    expect(document.activeElement).toBe(body);
    await user.type(body, 'A');
    expect(body.getAttribute('aria-invalid')).toBe('false');
    expect(sends()).toEqual([]);
  });

  it('is mended one after the other: the focus stays in the field that one types in', async () => {
    const user = await opened();
    await user.click(button('Wyślij zgłoszenie'));
    const subject = screen.getByLabelText('Temat');
    await user.type(subject, 'Za wysoka kwota');
    expect(subject).toHaveProperty('value', 'Za wysoka kwota');
    expect(document.activeElement).toBe(subject);
    expect(textOf(screen.getByRole('alert'))).toContain('Popraw jedno miejsce:Wpisz treść zgłoszenia.');
    await user.click(button('Wyślij zgłoszenie'));
    expect(document.activeElement).toBe(screen.getByRole('alert'));
  });

  it('is the length of a text, which is counted and never cut', async () => {
    const user = await opened();
    await user.type(screen.getByLabelText('Temat'), 'Długo');
    const body = screen.getByLabelText<HTMLTextAreaElement>('Treść');
    await user.click(body);
    await user.paste('x'.repeat(9_998));
    expect(screen.getByText('Zostały 2 znaki.')).toBeTruthy();
    await user.paste('12345');
    expect(body.value).toHaveLength(10_003);
    await user.click(button('Wyślij zgłoszenie'));
    expect(textOf(screen.getByRole('alert'))).toContain('Treść jest za długa o 3 znaki.');
    expect(sends()).toEqual([]);
  });

  it('is what the gateway says, at its field, and nothing typed is lost', async () => {
    fake.answer(
      'CreateTicket',
      createdAnswer([problem('subject', 'Skróć temat.'), problem(null, 'Za często.')]),
    );
    const user = await filled();
    await user.click(button('Wyślij zgłoszenie'));
    const summary = await screen.findByRole('alert');
    expect(textOf(summary)).toContain('Skróć temat.');
    expect(within(summary).queryByRole('link', { name: 'Za często.' })).toBeNull();
    expect(screen.getByLabelText('Temat')).toHaveProperty('value', 'Za wysoka kwota');
    expect(textOf(document.getElementById('subject-problem')!)).toBe('Skróć temat.');
  });

  it('is a connection: the same request is sent again, not a second one', async () => {
    fake.answer('CreateTicket', new Error('offline'));
    const user = await filled();
    await user.click(button('Wyślij zgłoszenie'));
    expect(textOf(await screen.findByRole('alert'))).toContain('Nic z tego, co jest wpisane, nie przepadło.');
    fake.answer('CreateTicket', createdAnswer());
    await user.click(button('Spróbuj ponownie'));
    await screen.findByRole('heading', { level: 1, name: 'Zgłoszenie Z/2026/11/001' });
    const keys = sends().map(
      ({ variables }) => (variables['input'] as { idempotencyKey: string }).idempotencyKey,
    );
    expect(keys).toHaveLength(2);
    expect(keys[0]).toBe(keys[1]);
  });

  it('is said when the form could not be loaded, and it is asked for again', async () => {
    fake.answer('TicketDraft', fake.error('INTERNAL'));
    const user = await openAt('/kontakt/nowe');
    await screen.findByRole('alert');
    fake.answer('TicketDraft', draftAnswer(null));
    await user.click(button('Spróbuj ponownie'));
    await screen.findByLabelText('Treść');
  });
});

describe('sending', () => {
  it('leads to the request with its number, which is announced', async () => {
    const user = await filled('?topic=INVOICE&invoice=i2');
    await waitFor(() => expect(screen.getByLabelText(/^Dokument/)).toHaveProperty('value', 'i2'));
    await user.click(button('Wyślij zgłoszenie'));
    await screen.findByRole('heading', { level: 1, name: 'Zgłoszenie Z/2026/11/001' });
    expect(location.pathname).toBe('/kontakt/t1');
    expect(fake.notices).toEqual([
      { kind: 'success', text: 'Zgłoszenie Z/2026/11/001 wysłane. Potwierdzenie przyjdzie e-mailem.' },
    ]);
    expect(lastAsked('CreateTicket').input).toEqual({
      customerId: 'c1',
      topic: 'INVOICE',
      subject: 'Za wysoka kwota',
      body: 'Skąd 53,63 zł?',
      invoiceId: 'i2',
      consumptionPointId: null,
      callBack: null,
      attachmentIds: [],
      idempotencyKey: expect.stringMatching(/^[0-9a-f]{32}$/),
    });
  });

  it('happens once, however often the button is pressed', async () => {
    const answer = promised<ReturnType<typeof createdAnswer>>();
    fake.answer('CreateTicket', () => answer.promise);
    const user = await filled();
    await user.click(button('Wyślij zgłoszenie'));
    expect(button('Wyślij zgłoszenie').getAttribute('aria-busy')).toBe('true');
    await user.click(button('Wyślij zgłoszenie'));
    answer.keep(createdAnswer());
    await screen.findByRole('heading', { level: 1, name: /^Zgłoszenie Z/ });
    expect(sends()).toHaveLength(1);
  });

  it('saves no draft afterwards, which would bring the text back', async () => {
    const saving = promised<ReturnType<typeof savedAnswer>>();
    fake.answer('SaveTicketDraft', () => saving.promise);
    const user = await filled();
    await waitFor(() => expect(saves()).toHaveLength(1));
    await user.type(screen.getByLabelText('Treść'), '!');
    await user.click(button('Wyślij zgłoszenie'));
    // A save is on its way: the request waits for it.
    expect(sends()).toEqual([]);
    saving.keep(savedAnswer());
    await screen.findByRole('heading', { level: 1, name: /^Zgłoszenie Z/ });
    const order = fake.asked.map(({ operation }) => operation);
    expect(order.lastIndexOf('SaveTicketDraft')).toBeLessThan(order.indexOf('CreateTicket'));
    await new Promise((resolve) => setTimeout(resolve, 1200));
    expect(fake.asked.map(({ operation }) => operation).lastIndexOf('SaveTicketDraft')).toBeLessThan(
      order.indexOf('CreateTicket'),
    );
  });
});

describe('what it is about', () => {
  it('is a document that one comes from, also one older than those offered', async () => {
    await opened('?topic=INVOICE&invoice=i99');
    await waitFor(() => expect(screen.getByLabelText(/^Dokument/)).toHaveProperty('value', 'i99'));
    expect(textOf(screen.getByLabelText(/^Dokument/))).toContain('FV/i99, 2 lis 2026, 53,63 zł');
  });

  it("is nothing where the address names another customer's document", async () => {
    fake.answer('ChosenInvoice', fake.error('NOT_FOUND'));
    await opened('?topic=INVOICE&invoice=obcy');
    await waitFor(() => expect(lastAsked('ChosenInvoice')).toEqual({ id: 'obcy' }));
    // The gateway would refuse drafts and requests that name it.
    await waitFor(() => expect(location.search).toBe('?topic=INVOICE'));
    expect(screen.getByLabelText(/^Dokument/)).toHaveProperty('value', '');
  });

  it('is a point that one comes from', async () => {
    const user = await filled('?topic=USAGE&point=p2');
    await waitFor(() => expect(screen.getByLabelText(/^Punkt/)).toHaveProperty('value', 'p2'));
    await user.click(button('Wyślij zgłoszenie'));
    await waitFor(() => expect(lastAsked('CreateTicket').input.consumptionPointId).toBe('p2'));
  });

  it('can be changed, and stands in the address', async () => {
    const user = await opened('?topic=SPAM');
    await user.selectOptions(screen.getByLabelText('Sprawa'), 'Reklamacja');
    expect(textOf()).toContain('najpóźniej w ciągu 14 dni');
    await user.selectOptions(await screen.findByLabelText(/^Dokument/), 'i1');
    expect(location.search).toBe('?topic=COMPLAINT&invoice=i1');
    await reload();
    await waitFor(() => expect(screen.getByLabelText(/^Dokument/)).toHaveProperty('value', 'i1'));
    expect(screen.getByLabelText('Sprawa')).toHaveProperty('value', 'COMPLAINT');
  });

  it('needs no document where none can be loaded', async () => {
    fake.answer('TicketInvoices', fake.error('INTERNAL'));
    const user = await filled();
    expect(screen.queryByLabelText(/^Dokument/)).toBeNull();
    await user.click(button('Wyślij zgłoszenie'));
    await screen.findByRole('heading', { level: 1, name: /^Zgłoszenie Z/ });
  });
});

describe('the draft', () => {
  it('is saved a second after the last change, and says so', async () => {
    await filled();
    expect(saves()).toEqual([]);
    await screen.findByText('Szkic zapisany o 13:00', undefined);
    expect(lastAsked('SaveTicketDraft').input).toMatchObject({
      customerId: 'c1',
      topic: 'INVOICE',
      subject: 'Za wysoka kwota',
      body: 'Skąd 53,63 zł?',
    });
  });

  it('is not made by looking', async () => {
    await opened('?topic=CALL_BACK');
    await screen.findByLabelText('Numer telefonu');
    await new Promise((resolve) => setTimeout(resolve, 1300));
    expect(saves()).toEqual([]);
  });

  it('is saved at once when the page is left', async () => {
    const user = await filled();
    await user.click(screen.getByRole('link', { name: 'Kontakt i zgłoszenia' }));
    await waitFor(() => expect(saves()).toHaveLength(1));
    expect(lastAsked('SaveTicketDraft').input.body).toBe('Skąd 53,63 zł?');
  });

  it('is tried again when it could not be saved, and says not to leave', async () => {
    fake.answer('SaveTicketDraft', new Error('offline'));
    await filled();
    await screen.findByText(/^Szkicu nie udało się zapisać/, undefined);
    const leaving = new Event('beforeunload', { cancelable: true });
    fake.answer('SaveTicketDraft', () => fake.never());
    dispatchEvent(leaving);
    expect(leaving.defaultPrevented).toBe(true);
    fake.answer('SaveTicketDraft', savedAnswer());
  });

  it('comes back with everything, says so, and can be deleted and brought back', async () => {
    fake.answer(
      'TicketDraft',
      draftAnswer(draft({ attachments: [file('zdjecie')], invoice: invoice('i1') })),
    );
    const user = await opened('');
    expect(screen.getByLabelText('Temat')).toHaveProperty('value', 'Za wysoka kwota');
    await waitFor(() => expect(screen.getByLabelText(/^Dokument/)).toHaveProperty('value', 'i1'));
    expect(textOf()).toContain('zdjecie.pdf 2,4 MBDołączony');
    await screen.findByText('Jest tu szkic zapisany 29 listopada 2026, 19:20. Możesz pisać dalej.');
    await user.click(button('Usuń szkic i zacznij od nowa'));
    expect(screen.getByLabelText('Temat')).toHaveProperty('value', '');
    expect(textOf()).not.toContain('zdjecie.pdf');
    await waitFor(() => expect(lastAsked('SaveTicketDraft')).toEqual({ input: { customerId: 'c1' } }));
    await user.click(button('Cofnij usunięcie'));
    expect(screen.getByLabelText('Temat')).toHaveProperty('value', 'Za wysoka kwota');
    await waitFor(() => expect(lastAsked('SaveTicketDraft').input.attachmentIds).toEqual(['zdjecie']));
  });

  it('gives way to a topic that one comes with, and keeps the text', async () => {
    fake.answer('TicketDraft', draftAnswer(draft({ topic: 'PAYMENT', invoice: invoice('i1') })));
    await opened('?topic=COMPLAINT');
    expect(screen.getByLabelText('Sprawa')).toHaveProperty('value', 'COMPLAINT');
    expect(screen.getByLabelText('Treść')).toHaveProperty('value', 'W październiku');
    expect(location.search).toBe('?topic=COMPLAINT');
  });
});

describe('the end of the session', () => {
  // jsdom has neither.
  Object.assign(HTMLDialogElement.prototype, {
    showModal(this: HTMLDialogElement) {
      this.open = true;
    },
    close(this: HTMLDialogElement) {
      this.open = false;
    },
  });
  const signedOut = () => {
    fake.expire();
    return fake.error('UNAUTHENTICATED');
  };

  it('before the last words were saved keeps the page, and saves them after a sign-in elsewhere', async () => {
    fake.answer('SaveTicketDraft', signedOut);
    await filled();
    const dialog = await screen.findByRole('alertdialog', { name: 'Sesja się skończyła' });
    expect(within(dialog).getByRole('link', { name: 'Zaloguj się w nowej karcie' })).toHaveProperty(
      'target',
      '_blank',
    );
    fake.answer('SaveTicketDraft', savedAnswer());
    document.dispatchEvent(new Event('visibilitychange'));
    await waitFor(() => expect(screen.queryByRole('alertdialog')).toBeNull());
    expect(lastAsked('SaveTicketDraft').input.body).toBe('Skąd 53,63 zł?');
    expect(screen.getByLabelText('Treść')).toHaveProperty('value', 'Skąd 53,63 zł?');
  });

  it('can be left without saving', async () => {
    fake.answer('SaveTicketDraft', signedOut);
    const user = await filled();
    await user.click(await screen.findByRole('button', { name: 'Wyjdź bez zapisania' }));
    await waitFor(() => expect(textOf()).toBe(''));
  });

  it('after they were saved leaves no text on the page', async () => {
    await filled();
    await screen.findByText(/^Szkic zapisany/);
    fake.expire();
    await waitFor(() => expect(textOf()).toBe(''));
  });

  it('by signing out saves them first', async () => {
    await filled();
    await session.signOut();
    expect(lastAsked('SaveTicketDraft').input.body).toBe('Skąd 53,63 zł?');
    await waitFor(() => expect(textOf()).toBe(''));
  });
});

describe('a call back', () => {
  it('has a number, a day and hours out of those that the gateway offers', async () => {
    const user = await opened('?topic=CALL_BACK');
    expect(await screen.findByLabelText('Numer telefonu')).toHaveProperty('value', '+48600100200');
    const days = within(screen.getByLabelText('Dzień')).getAllByRole('option');
    expect(days.map(textOf)).toEqual([
      'wtorek, 1 grudnia',
      'środa, 2 grudnia',
      'czwartek, 3 grudnia',
      'piątek, 4 grudnia',
      'poniedziałek, 7 grudnia',
    ]);
    await user.selectOptions(screen.getByLabelText('Dzień'), days[2]!);
    await user.selectOptions(screen.getByLabelText('Od godziny'), '09:30');
    await user.selectOptions(screen.getByLabelText('Do godziny'), '12:00');
    await user.type(screen.getByLabelText('Temat'), 'Taryfa');
    await user.click(button('Wyślij zgłoszenie'));
    await waitFor(() =>
      expect(lastAsked('CreateTicket').input.callBack).toEqual({
        phone: '+48600100200',
        date: days[2]!.getAttribute('value'),
        from: '09:30',
        to: '12:00',
      }),
    );
  });

  it('needs a number, and ends after it begins', async () => {
    fake.answer('CallBackHours', hoursAnswer(null));
    const user = await opened('?topic=CALL_BACK');
    await screen.findByLabelText('Numer telefonu');
    await user.selectOptions(
      screen.getByLabelText('Dzień'),
      within(screen.getByLabelText('Dzień')).getAllByRole('option')[3]!,
    );
    await user.selectOptions(screen.getByLabelText('Od godziny'), '15:00');
    const ends = within(screen.getByLabelText('Do godziny')).getAllByRole('option');
    expect(ends.map(textOf)).toEqual(['15:30', '16:00', '16:30', '17:00', '17:30', '18:00']);
    await user.selectOptions(screen.getByLabelText('Do godziny'), '15:30');
    await user.selectOptions(screen.getByLabelText('Od godziny'), '16:00');
    expect(screen.getByLabelText('Do godziny')).toHaveProperty('value', '18:00');
    await user.click(button('Wyślij zgłoszenie'));
    expect(textOf(screen.getByRole('alert'))).toContain('Podaj numer telefonu');
    expect(sends()).toEqual([]);
  });

  it('lies on one side of a break', async () => {
    const answer = hoursAnswer();
    const [day] = answer.service.support[0]!.callBackDays;
    const hours = [
      { ...day!.hours[0]!, to: '09:00' },
      { ...day!.hours[0]!, from: '10:00', to: '11:00' },
    ];
    const support = [{ ...answer.service.support[0]!, callBackDays: [{ ...day!, hours }] }];
    fake.answer('CallBackHours', { ...answer, service: { ...answer.service, support } });
    const user = await opened('?topic=CALL_BACK');
    const options = async (name: string) =>
      within(await screen.findByLabelText(name))
        .getAllByRole('option')
        .map(textOf);
    expect(await options('Od godziny')).toEqual(['8:00', '8:30', '10:00', '10:30']);
    expect(await options('Do godziny')).toEqual(['8:30', '9:00']);
    await user.selectOptions(screen.getByLabelText('Od godziny'), '10:00');
    expect(await options('Do godziny')).toEqual(['10:30', '11:00']);
  });

  it('without hours in the next days is a text that says when', async () => {
    const hours = hoursAnswer();
    fake.answer('CallBackHours', {
      ...hours,
      service: { ...hours.service, support: [{ ...hours.service.support[0]!, callBackDays: [] }] },
    });
    const user = await opened('?topic=CALL_BACK');
    await screen.findByText(/^W najbliższych dniach infolinia jest nieczynna/);
    await user.type(screen.getByLabelText('Temat'), 'Taryfa');
    await user.click(button('Wyślij zgłoszenie'));
    expect(textOf(screen.getByRole('alert'))).toContain('Wpisz treść zgłoszenia.');
    await user.type(screen.getByLabelText(/^O czym/), 'Rano');
    await user.click(button('Wyślij zgłoszenie'));
    await waitFor(() => expect(lastAsked('CreateTicket').input.callBack).toBeNull());
  });

  it('of an old draft is moved to a day that is still to come', async () => {
    const callBack = {
      phone: '600',
      date: '2020-01-02',
      from: '09:00',
      to: '10:00',
      __typename: 'CallBack',
    } as const;
    fake.answer('TicketDraft', draftAnswer(draft({ topic: 'CALL_BACK', callBack })));
    const user = await opened('');
    expect(await screen.findByLabelText('Numer telefonu')).toHaveProperty('value', '600');
    await user.click(button('Wyślij zgłoszenie'));
    await waitFor(() => expect(lastAsked('CreateTicket').input.callBack.date > '2026').toBe(true));
  });
});
