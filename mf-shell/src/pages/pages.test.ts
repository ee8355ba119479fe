import {
  arrive,
  asked,
  DOCUMENT,
  gateway,
  press,
  refusal,
  settled,
  show,
  somebody,
  text,
  type,
} from '../testing';
import { onNotice } from '../layout/notify';
import { session } from '../session/session';
import './account.page';
import './add-contract.page';

import './password-link.pages';
import './registration.page';
import { load as loadSignIn } from './sign-in.page';
import './terms.page';

const problem = (code: string, field: string | null, message: string) => ({ code, field, message });

/** The message of a field, found by its ARIA reference. */
function said(name: string): string {
  const input = document.querySelector(`input[name="${name}"]`);
  const ids = input?.getAttribute('aria-describedby')?.split(' ') ?? [];
  return ids.map((id) => text(`[id="${id}"]`)).join(' ');
}

describe('sign-in', () => {
  beforeEach(async () => {
    await arrive('/logowanie?reason=idle');
    await loadSignIn();
  });

  it('lets password managers in', async () => {
    await show('ebok-sign-in-page');
    const [email, password] = document.querySelectorAll('input');
    expect([email?.autocomplete, email?.type]).toEqual(['username', 'email']);
    expect([password?.autocomplete, password?.type]).toEqual(['current-password', 'password']);
    expect(document.title).toBe('Zaloguj się – Jasna Energia');
    expect(text('[role=status]')).toContain('nic się nie działo');
  });

  it('shows the password on demand', async () => {
    await show('ebok-sign-in-page');
    type('password', 'tajne');
    await press(/^Pokaż/);
    expect(document.querySelector<HTMLInputElement>('[name=password]')).toMatchObject({
      type: 'text',
      value: 'tajne',
    });
    await press(/^Ukryj/);
    expect(document.querySelector<HTMLInputElement>('[name=password]')?.type).toBe('password');
  });

  it('asks for what was left empty before it asks anybody, at the fields and in a summary that gets the focus', async () => {
    gateway({});
    await show('ebok-sign-in-page');
    await press('Zaloguj');
    expect(asked).toEqual([]);
    expect(said('email')).toBe('Wypełnij pole „Adres e-mail”.');
    expect(document.activeElement?.className).toContain('form__summary');
    document.querySelectorAll<HTMLAnchorElement>('.form__summary a')[1]?.click();
    expect((document.activeElement as HTMLInputElement).name).toBe('password');
  });

  it('says the refusal of the gateway, keeps what was typed, and works once at a time', async () => {
    const refused = problem('WRONG_CREDENTIALS', null, 'Adres e-mail lub hasło są nieprawidłowe.');
    gateway({ SignIn: { signIn: { session: null, problems: [refused] } } });
    await show('ebok-sign-in-page');
    type('email', 'jan@kowalski.pl');
    type('password', 'nie to hasło');
    const form = document.querySelector('form');
    form?.requestSubmit();
    form?.requestSubmit();
    await settled();
    expect(asked).toHaveLength(1);
    expect(asked[0]).toMatchObject({
      variables: { input: { email: 'jan@kowalski.pl', password: 'nie to hasło' } },
      headers: { 'accept-language': 'pl' },
    });
    expect(text('.form__summary')).toBe(refused.message);
    expect(document.querySelector<HTMLInputElement>('[name=email]')?.value).toBe('jan@kowalski.pl');
  });

  it.each([
    [refusal('RATE_LIMITED', { retryAfter: 42 }), 'Prób było zbyt wiele. Spróbuj ponownie za 42 sekundy.'],
    [refusal('RATE_LIMITED', { retryAfter: 300 }), 'Prób było zbyt wiele. Spróbuj ponownie za 5 minut.'],
    [refusal('INTERNAL', { reference: 'abc-1' }), /numer zgłoszenia: abc-1/],
    [refusal('INTERNAL', { retryAfter: 2 }), /Serwis chwilowo nie odpowiada/],
    [undefined, /Nie ma połączenia. Sprawdź internet/],
  ])('says a failure as a sentence', async (answer, sentence) => {
    gateway(answer ? { SignIn: answer } : {});
    await show('ebok-sign-in-page');
    type('email', 'jan@kowalski.pl');
    type('password', 'x');
    await press('Zaloguj');
    expect(text('[role=alert]')).toMatch(sentence);
  });

  it('makes the session known to the page', async () => {
    gateway({ SignIn: { signIn: { session: somebody(), problems: [] } } });
    await show('ebok-sign-in-page');
    type('email', 'jan@kowalski.pl');
    type('password', 'dobre hasło tym razem');
    await press('Zaloguj');
    expect(session.current?.user.email).toBe('jan@kowalski.pl');
  });
});

describe('registration', () => {
  beforeEach(() => arrive('/rejestracja'));

  async function fill() {
    await show('ebok-registration-page');
    type('email', ' jan@kowalski.pl ');
    type('taxId', '111-111-11-11');
    type('invoiceNumber', 'FV2026/02/150');
    document.querySelector<HTMLInputElement>('[name=termsDocumentId]')?.click();
  }

  it('wants the terms accepted, and says so at the tick', async () => {
    gateway({});
    await fill();
    document.querySelector<HTMLInputElement>('[name=termsDocumentId]')?.click();
    await press('Załóż konto');
    expect([asked.length, said('termsDocumentId')]).toEqual([0, 'Zaznacz, że akceptujesz regulamin.']);
  });

  it('puts problems at their fields', async () => {
    const wrong = [
      problem('INVALID_EMAIL', 'email', 'To nie jest adres e-mail.'),
      problem('INVALID_TAX_ID', 'taxId', 'PESEL ma 11 cyfr, a NIP 10.'),
    ];
    gateway({ Register: { register: { ok: false, problems: wrong } } });
    await fill();
    await press('Załóż konto');
    expect(said('email')).toContain('To nie jest adres e-mail.');
    expect(said('taxId')).toContain('PESEL ma 11 cyfr, a NIP 10.');
    expect(said('invoiceNumber')).not.toContain('cyfr');
    expect(text('.form__summary')).toContain('Popraw 2 miejsca:');
  });

  it('shows this retailer’s own form of number, and lets capitals be typed there', async () => {
    await fill();
    expect(said('invoiceNumber')).toBe('Z dowolnej faktury, na przykład FS/000123/11/2026.');
    const input = document.querySelector('[name=invoiceNumber]');
    expect(input?.getAttribute('autocapitalize')).toBe('characters');
    expect(document.querySelector('[name=email]')?.getAttribute('autocapitalize')).toBe('none');
  });

  it('no longer says what was wrong once one types on, and leaves the focus there', async () => {
    const wrong = [
      problem('INVALID_EMAIL', 'email', 'To nie jest adres e-mail.'),
      problem('INVALID_TAX_ID', 'taxId', 'PESEL ma 11 cyfr, a NIP 10.'),
    ];
    gateway({ Register: { register: { ok: false, problems: wrong } } });
    await fill();
    await press('Załóż konto');
    const input = document.querySelector<HTMLInputElement>('[name=taxId]');
    input?.focus();
    type('taxId', '526104082');
    await settled();
    expect(said('taxId')).not.toContain('PESEL ma');
    expect(said('email')).toContain('To nie jest adres e-mail.');
    expect(document.activeElement).toBe(input);
  });

  it('shows who can help right where the data do not match', async () => {
    const mismatch = problem('DATA_MISMATCH', null, 'Te dane nie pasują do siebie.');
    gateway({ Register: { register: { ok: false, problems: [mismatch] } } });
    await fill();
    await press('Załóż konto');
    expect(text('.form__summary')).toContain('Te dane nie pasują do siebie.');
    expect(text('.form__summary')).toContain('22 100 20 30');
    expect(text('.form__summary')).toContain('firma@example.com');
  });

  it('sends what was typed, then says where the mail went', async () => {
    gateway({ Register: { register: { ok: true, problems: [] } } });
    await fill();
    await press('Załóż konto');
    expect(asked[0]?.variables).toEqual({
      input: {
        email: expect.stringContaining('jan@kowalski.pl'),
        taxId: '111-111-11-11',
        invoiceNumber: 'FV2026/02/150',
        termsDocumentId: DOCUMENT.id,
        language: 'PL',
      },
    });
    expect(text()).toContain('Wysłaliśmy wiadomość na adres jan@kowalski.pl.');
    expect(document.activeElement?.tagName).toBe('H1');
  });
});

const link = (purpose: string) => ({
  mailedLink: { link: { purpose, email: 'jan@kowalski.pl', customerNumber: '77' }, problems: [] },
});
const deadLink = (message: string) => ({
  mailedLink: { link: null, problems: [problem('LINK_INVALID', 'token', message)] },
});

describe('a link from a mail', () => {
  it('loses its token from the address bar at once and sends it with the password', async () => {
    await arrive('/aktywacja#token=sekret');
    gateway({ MailedLink: link('ACTIVATE'), Activate: { activate: { ok: true, problems: [] } } });
    await show('ebok-activation-page');
    await settled();
    expect(location.href).not.toContain('sekret');
    // Password managers store the password with the user's e-mail address.
    expect(document.querySelector<HTMLInputElement>('[autocomplete=username]')?.value).toBe(
      'jan@kowalski.pl',
    );
    type('password', 'zielony rower pod mostem');
    await press('Ustaw hasło');
    expect(asked[1]?.variables).toEqual({ token: 'sekret', password: 'zielony rower pod mostem' });
    expect(text('h1')).toBe('Hasło zostało ustawione');
  });

  it('that was used is told of when it is opened, with the way to sign in', async () => {
    await arrive('/aktywacja#token=stary');
    gateway({ MailedLink: deadLink('Ten link został już użyty.') });
    await show('ebok-activation-page');
    await settled();
    expect(text('.form__summary')).toContain('Ten link został już użyty.');
    expect(document.querySelector('[name=password]')).toBeNull();
    expect(document.querySelector('a.button[href="/logowanie"]')?.textContent).toContain('Zaloguj');
  });

  it('can be tried again where the gateway did not answer', async () => {
    await arrive('/aktywacja#token=sekret');
    gateway({});
    await show('ebok-activation-page');
    await settled();
    expect(text('[role=alert]')).toMatch(/Nie ma połączenia/);
    gateway({ MailedLink: link('ACTIVATE') });
    await press('Spróbuj ponownie');
    expect(document.querySelector('[name=password]')).not.toBeNull();
  });

  it.each([
    'https://ebok.example/aktywacja%23token=sekretny-kod_1234567890',
    'https://ebok.example/aktywacja#token=sekretny-\nkod_1234567890',
    ' sekretny-kod_1234567890\u200b ',
  ])('that lost its token can be pasted: %j', async (pasted) => {
    await arrive('/aktywacja');
    gateway({ MailedLink: link('ACTIVATE') });
    await show('ebok-activation-page');
    type('code', 'to nie kod');
    await press('Dalej');
    expect(asked).toEqual([]);
    expect(said('code')).toContain('Nie ma tu kodu');
    type('code', pasted);
    await press('Dalej');
    expect(asked[0]?.variables).toEqual({ token: 'sekretny-kod_1234567890' });
    expect(document.querySelector('[name=password]')).not.toBeNull();
  });

  it('that adds a contract says so and asks for the password in use', async () => {
    await arrive('/aktywacja#token=sekret');
    gateway({ MailedLink: link('ADD_CUSTOMER'), Activate: { activate: { ok: true, problems: [] } } });
    await show('ebok-activation-page');
    await settled();
    expect(text('h1')).toBe('Dodaj umowę do konta');
    expect(text()).toContain('umowę klienta 77');
    expect(document.querySelector<HTMLInputElement>('[name=password]')?.autocomplete).toBe(
      'current-password',
    );
    expect(document.querySelector('.strength')).toBeNull();
    type('password', 'obecne hasło');
    await press('Dodaj umowę');
    expect(text('h1')).toBe('Umowa jest na Twoim koncie');
  });

  it('tells how strong the password is while it is typed, by the gateway’s own judge', async () => {
    jest.useFakeTimers({ doNotFake: ['performance', 'queueMicrotask'] });
    try {
      await arrive('/aktywacja#token=sekret');
      const weak = problem('PASSWORD_TOO_WEAK', 'password', 'To hasło zawiera Twoje imię.');
      gateway({
        MailedLink: link('ACTIVATE'),
        PasswordStrength: ({ password }) => ({
          passwordStrength: String(password).includes('Jan')
            ? { score: 1, problem: weak }
            : { score: 4, problem: null },
        }),
      });
      await show('ebok-activation-page');
      const later = () => jest.advanceTimersByTimeAsync(400);
      await later();
      type('password', 'krótkie');
      await later();
      expect(text('.strength')).toBe('Za krótkie: brakuje jeszcze 5 znaków.');
      expect(asked).toHaveLength(1);
      type('password', 'Jan Kowalski');
      type('password', 'Jan Kowalski 1');
      await later();
      expect(asked.slice(1).map(({ variables }) => variables)).toEqual([
        { password: 'Jan Kowalski 1', token: 'sekret' },
      ]);
      expect(text('.strength')).toBe('To hasło zawiera Twoje imię.');
      type('password', 'zielony rower pod mostem 7');
      await later();
      expect(text('.strength')).toBe('Bardzo dobre hasło.');
    } finally {
      jest.useRealTimers();
    }
  });

  it('that died while the password was thought up leads to a new one', async () => {
    await arrive('/haslo#token=stary');
    const old = problem('LINK_EXPIRED', 'token', 'Ten link już nie działa.');
    gateway({ MailedLink: link('RESET'), ResetPassword: { resetPassword: { ok: false, problems: [old] } } });
    await show('ebok-reset-page');
    await settled();
    type('password', 'zielony rower pod mostem');
    await press('Ustaw hasło');
    expect(text('.form__summary')).toContain('Ten link już nie działa.');
    await press('Wyślij nowy link');
    await settled();
    expect(document.querySelector('[name=email]')).not.toBeNull();
  });

  it('answers a request for a new password the same for every address', async () => {
    await arrive('/haslo');
    gateway({ RequestPasswordReset: { requestPasswordReset: true } });
    await show('ebok-reset-page');
    await settled();
    type('email', 'nikt@example.com');
    await press('Wyślij link');
    expect(text()).toContain('Jeśli adres nikt@example.com należy do konta');
  });
});

describe('one more contract', () => {
  it('is begun from inside, with the address one signs in with', async () => {
    await arrive('/dodaj-umowe', somebody());
    gateway({ Register: { register: { ok: true, problems: [] } } });
    await show('ebok-add-contract-page');
    type('taxId', '5261040828');
    type('invoiceNumber', 'FS/1');
    await press('Wyślij link');
    expect(asked[0]?.variables).toEqual({
      input: {
        email: 'jan@kowalski.pl',
        taxId: '5261040828',
        invoiceNumber: 'FS/1',
        termsDocumentId: DOCUMENT.id,
        language: 'PL',
      },
    });
    expect(text()).toContain('Wysłaliśmy wiadomość na adres jan@kowalski.pl.');
  });
});

describe('changed terms', () => {
  it('are accepted by a tick and a press', async () => {
    await arrive('/', somebody({ termsToAccept: { ...DOCUMENT, id: 'terms-2', version: '2' } }));
    gateway({ AcceptTerms: { acceptTerms: { session: somebody(), problems: [] } } });
    await show('ebok-terms-page');
    await press('Akceptuję');
    expect([asked.length, said('accepted')]).toEqual([0, 'Zaznacz, że akceptujesz nowy regulamin.']);
    document.querySelector<HTMLInputElement>('#accepted')?.click();
    await press('Akceptuję');
    expect(asked[0]?.variables).toEqual({ documentId: 'terms-2' });
    expect(session.current?.termsToAccept).toBeNull();
  });
});

describe('the account', () => {
  const SESSIONS = [
    { id: 's1', current: true, device: 'Firefox, Linux', ip: '10.0.0.1' },
    { id: 's2', current: false, device: 'Chrome, Android', ip: '10.0.0.2' },
  ].map((one) => ({ ...one, createdAt: '2026-03-01T10:00:00Z', lastSeenAt: '2026-03-02T10:00:00Z' }));
  const answers = {
    Sessions: { session: { user: { sessions: SESSIONS } } },
    RevokeSession: { revokeSession: true },
    ChangePassword: { changePassword: { ok: true, problems: [] } },
  };

  beforeEach(async () => {
    await arrive('/konto', somebody());
    gateway(answers);
    await show('ebok-account-page');
    await settled();
  });

  it('lists the devices and signs out another one', async () => {
    expect(text('.sessions__one')).toContain('Firefox, Linux to urządzenie');
    await press(/^Wyloguj ?: Chrome, Android/);
    expect(asked.map(({ operation }) => operation)).toEqual(['Sessions', 'RevokeSession', 'Sessions']);
    expect(asked[1]?.variables).toEqual({ id: 's2' });
  });

  it('offers to try again when the devices cannot be read', async () => {
    gateway({ Sessions: refusal('INTERNAL', { reference: 'r-7' }) });
    await show('ebok-account-page');
    await settled();
    expect(text('[role=alert]')).toContain('r-7');
    gateway(answers);
    await press('Spróbuj ponownie');
    expect(document.querySelector('ebok-account-page:last-of-type .sessions')).not.toBeNull();
  });

  it('changes the password and says what happened to other devices', async () => {
    const heard: string[] = [];
    onNotice((notice) => heard.push(notice.text));
    type('current', 'stare hasło stare');
    type('next', 'zielony rower pod mostem');
    await press('Zmień hasło');
    expect(asked[1]?.variables).toEqual({ current: 'stare hasło stare', next: 'zielony rower pod mostem' });
    expect(heard).toEqual(['Hasło zostało zmienione. Inne urządzenia wylogowaliśmy.']);
    expect(document.querySelector<HTMLInputElement>('[name=current]')?.value).toBe('');
  });
});
