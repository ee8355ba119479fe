import { arrive, asked, gateway, press, settled, show, text, type } from '../testing';
import './cancel-change.page';

const CHANGE = {
  customerNumber: '77',
  email: 'n•••@example.pl',
  phone: null,
  requestedAt: '2026-03-02T10:00:00Z',
  cancellableUntil: '2026-03-03T10:00:00Z',
};
const LINK = { mailedContactChange: { change: CHANGE, problems: [] } };
const refused = (message: string) => [{ code: 'LINK_EXPIRED', field: 'token', message }];

async function open(answers: Parameters<typeof gateway>[0]) {
  await arrive('/anuluj-zmiane#token=sekret');
  gateway(answers);
  await show('ebok-cancel-change-page');
  await settled();
}

describe('the link that cancels a change of data', () => {
  it('says what was asked for, and cancels it by the button alone', async () => {
    await open({
      MailedContactChange: LINK,
      CancelContactChange: { cancelContactChange: { ok: true, problems: [] } },
    });
    expect([location.href.includes('sekret'), asked.length]).toEqual([false, 1]);
    expect(text()).toContain('2 marca 2026, 11:00 ktoś poprosił w eBOK o zmianę danych klienta 77');
    expect(text('dl')).toContain('Nowy adres e-mail');
    expect(text('dl')).toContain('n•••@example.pl');
    expect(text('dl')).not.toContain('telefonu');
    await press('Anuluj prośbę');
    expect(asked[1]).toMatchObject({ operation: 'CancelContactChange', variables: { token: 'sekret' } });
    expect(text('h1')).toBe('Prośba jest anulowana');
    expect(document.activeElement?.tagName).toBe('H1');
    expect(document.querySelector('a[href="/haslo"]')?.textContent).toContain('Ustaw nowe hasło');
  });

  it('that no longer works says why, and whom to call', async () => {
    await open({
      MailedContactChange: { mailedContactChange: { change: null, problems: refused('Za późno.') } },
    });
    expect(text('.form__summary')).toContain('Za późno.');
    expect(document.querySelector('form')).toBeNull();
    expect(document.querySelector('a[href^="tel:"]')).not.toBeNull();
  });

  it('that ends while its page is open says so', async () => {
    await open({
      MailedContactChange: LINK,
      CancelContactChange: { cancelContactChange: { ok: false, problems: refused('Za późno.') } },
    });
    await press('Anuluj prośbę');
    expect(text('.form__summary')).toContain('Za późno.');
    expect(document.querySelector('form')).toBeNull();
  });

  it('can be tried again where the gateway did not answer', async () => {
    await open({});
    expect(text('[role=alert]')).toMatch(/Nie ma połączenia/);
    gateway({ MailedContactChange: LINK });
    await press('Spróbuj ponownie');
    await press('Anuluj prośbę');
    expect(text('[role=alert]')).toMatch(/Nie ma połączenia/);
    expect(text('dl')).toContain('n•••@example.pl');
  });

  it('that lost its token can be pasted', async () => {
    await arrive('/anuluj-zmiane');
    gateway({ MailedContactChange: LINK });
    await show('ebok-cancel-change-page');
    type('code', 'https://ebok.example/anuluj-zmiane%23token=sekretny-kod_1234567890');
    await press('Dalej');
    expect(asked[0]?.variables).toEqual({ token: 'sekretny-kod_1234567890' });
    expect(text('dl')).toContain('n•••@example.pl');
  });
});
