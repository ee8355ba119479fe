import { GOOD, openOffice, tokenOf, type Office } from '../../testing/auth';
import { ADDRESS, cancel, contactChangesOf, exportedBy, lookAt } from '../../testing/contact-changes';
import { ENGINES } from '../../testing/database';
import { ticketsOf } from '../../testing/tickets';
import { customerRow } from '../../testing/world';
import { keyOf } from '../database/columns';

const JAN = 'jan@example.pl';
const NEW = { email: 'nowy.jan@example.pl', password: GOOD };

describe.each(ENGINES)('a request to change contact data on %s', (engine) => {
  let office: Office;
  let cookie: string;
  let mine: ReturnType<typeof contactChangesOf>;
  const enter = async () => {
    ({ cookie } = await office.signIn(JAN));
    mine = contactChangesOf(office.api, cookie);
  };
  const said = async (input: object) =>
    (await mine.ask(input)).data.requestContactChange.problems.map((p: any) => [p.field, p.code]);
  const hours = (count: number) => office.clock.advance(count * 3600);
  const sms = () => office.api.database.query<any>('SELECT recipient, template, language FROM sms');
  const link = async () => (await office.deliver()).map(tokenOf).find(Boolean)!;
  const empty = (...tables: string[]) =>
    office.api.database.transaction(async (manager) => {
      for (const table of tables) await manager.query(`DELETE FROM ${table}`);
    });
  beforeAll(async () => {
    office = await openOffice(engine);
    await office.join('A', JAN);
  });
  afterAll(() => office.close());
  beforeEach(async () => {
    await empty('contact_changes', 'tickets', 'ticket_replies', 'mails', 'sms', 'attempts', 'export_batches');
    office.clock.at = new Date('2026-03-02T10:00:00Z');
    await enter();
  });

  it('says what is wrong with each value, and writes nothing', async () => {
    expect(await said({})).toEqual([[null, 'REQUIRED']]);
    expect(await said({ email: ' ', phone: '' })).toEqual([
      ['email', 'REQUIRED'],
      ['phone', 'REQUIRED'],
      ['password', 'REQUIRED'],
    ]);
    for (const email of ['jan', 'a@b.pl, c@d.pl', 'a@b.pl\r\nBcc: c@d.pl', 'a@good(x)evil.pl', '\ud800@b.pl'])
      expect(await said({ email, password: GOOD })).toEqual([['email', 'INVALID_EMAIL']]);
    expect(await said({ email: `${'a'.repeat(250)}@b.pl`, password: GOOD })).toEqual([['email', 'TOO_LONG']]);
    expect(await said({ email: ' JAN@Example.pl ', password: GOOD })).toEqual([['email', 'SAME_VALUE']]);
    for (const phone of ['12', '600 700 80', '701 234 567', '600700800 wew. 5'])
      expect(await said({ phone, password: GOOD })).toEqual([['phone', 'INVALID_VALUE']]);
    expect(await said({ phone: '600-700-800', password: GOOD })).toEqual([['phone', 'SAME_VALUE']]);
    const address = (more: object) => said({ correspondenceAddress: { ...ADDRESS, ...more } });
    expect(await address({ street: '', building: ' ', postalCode: '3001', city: '' })).toEqual([
      ['correspondenceAddress.street', 'REQUIRED'],
      ['correspondenceAddress.building', 'REQUIRED'],
      ['correspondenceAddress.postalCode', 'INVALID_VALUE'],
      ['correspondenceAddress.city', 'REQUIRED'],
    ]);
    expect(await address({ street: 'x'.repeat(257), country: 'Polska' })).toEqual([
      ['correspondenceAddress.street', 'TOO_LONG'],
      ['correspondenceAddress.country', 'INVALID_VALUE'],
    ]);
    expect(await address({ country: 'XQ' })).toEqual([['correspondenceAddress.country', 'INVALID_VALUE']]);
    // Billing has "ul. Polna 1, 00-001 Warszawa".
    const home = { street: 'Polna', building: '1', flat: null, postalCode: '00001', city: 'WARSZAWA' };
    expect(await address(home)).toEqual([['correspondenceAddress', 'SAME_VALUE']]);
    expect([await mine.all(), (await exportedBy(office)).tickets, await office.deliver()]).toEqual([
      [],
      [],
      [],
    ]);
  });

  it('takes the password for e-mail and phone, and counts wrong ones with sign-ins', async () => {
    expect(await said({ email: NEW.email })).toEqual([['password', 'REQUIRED']]);
    for (let n = 0; n < 4; n++)
      expect(await said({ ...NEW, password: `nie to ${n}` })).toEqual([['password', 'WRONG_CREDENTIALS']]);
    // The right one forgets the others; the answer served this request only.
    await mine.asked(NEW);
    for (let n = 0; n < 5; n++)
      expect(await said({ phone: '601 601 601', password: `nie to ${n}` })).toEqual([
        ['password', 'WRONG_CREDENTIALS'],
      ]);
    const paused = await mine.ask({ phone: '601 601 601', password: GOOD });
    expect(paused.errors[0]!.extensions).toMatchObject({ code: 'RATE_LIMITED', retryAfter: 1 });
    const elsewhere = await office.signIn(JAN, GOOD, { ip: '10.9.9.9' });
    expect(elsewhere.errors[0]!.extensions.code).toBe('RATE_LIMITED');
    const change =
      'mutation ($next: String!) { changePassword(current: "x", next: $next) { problems { code } } }';
    const { errors } = await office.api.gql(change, { next: 'Nowy kajak na rzece' }, { cookie });
    expect(errors[0]!.extensions.code).toBe('RATE_LIMITED');
    // An address of letters takes none.
    await mine.asked({ correspondenceAddress: ADDRESS });
  });

  it('becomes a ticket without the values, told to the former address and phone', async () => {
    const ticket = await mine.asked({ ...NEW, email: ' Nowy.Jan@Example.pl', phone: '(601) 601-602' });
    expect(ticket).toMatchObject({
      topic: 'DATA_CHANGE',
      status: 'RECEIVED',
      subject: 'Zmiana danych: adres e-mail, numer telefonu',
    });
    expect(ticket.body).not.toMatch(/Nowy\.Jan|601/);
    const [mail, ...others] = await office.deliver();
    expect([others, (mail!.to as any).address]).toEqual([[], JAN]);
    expect(mail!.text).toContain('• adres e-mail: N•••@Example.pl\n• numer telefonu: +48 ••• ••• 602');
    expect(mail!.text).toContain('do 3 marca 2026, 11:00');
    expect(mail!.text).toContain('/anuluj-zmiane#token=');
    expect(await sms()).toEqual([
      { recipient: '+48600700800', template: 'contactChangeRequested', language: 'PL' },
    ]);
    expect(await mine.all()).toEqual([
      {
        ...{ field: 'EMAIL', state: 'REQUESTED', previousValue: JAN, requestedValue: 'Nowy.Jan@Example.pl' },
        ...{ previousAddress: null, requestedAddress: null, sentAt: null },
        ...{ requestedAt: '2026-03-02T10:00:00Z', cancellableUntil: '2026-03-03T10:00:00Z' },
        ticket: { number: ticket.number, status: 'RECEIVED', resolution: null, note: null },
      },
      expect.objectContaining({
        ...{ field: 'PHONE', previousValue: '+48600700800', requestedValue: '+48601601602' },
      }),
    ]);
  });

  it('is told to the address in billing and to the login, where they are not the same', async () => {
    await office.api.database.change('UPDATE customer_emails SET position = 1 WHERE position = 0', []);
    await office.api.insert('customer_emails', [
      { customerId: keyOf('A'), email: 'biuro@example.pl', written: 'Biuro@example.pl', position: 0 },
    ]);
    await mine.asked(NEW);
    const mails = await office.deliver();
    expect(mails.map(({ to }) => (to as any).address).sort()).toEqual(['Biuro@example.pl', JAN]);
    expect(new Set(mails.map(tokenOf)).size).toBe(1);
    expect((await mine.all())[0].previousValue).toBe('Biuro@example.pl');
    await office.api.database.change("DELETE FROM customer_emails WHERE email = 'biuro@example.pl'", []);
  });

  it('sends no SMS where billing has no mobile number', async () => {
    await office.api.database.change("UPDATE customers SET phone = '22 100 20 30'", []);
    await mine.asked(NEW);
    expect(await sms()).toEqual([]);
    await office.api.database.change("UPDATE customers SET phone = '+48600700800'", []);
  });

  it('for letters leaves at once, in parts, with the usual confirmation', async () => {
    const { number } = await mine.asked({ correspondenceAddress: { ...ADDRESS, street: ' ul.  Nowa ' } });
    const [mail] = await office.deliver();
    expect([mail!.subject, tokenOf(mail)]).toEqual([`Otrzymaliśmy Twoje zgłoszenie ${number}`, '']);
    const address = { street: 'ul. Nowa', building: '7', flat: '3', postalCode: '30-001', city: 'Kraków' };
    expect((await exportedBy(office)).changes).toEqual([
      {
        ...{ ticketNumber: number, customerNumber: 'A', requestedAt: '2026-03-02T10:00:00.000Z' },
        correspondenceAddress: { ...address, country: 'PL' },
      },
    ]);
    expect(await mine.all()).toMatchObject([
      {
        ...{ state: 'SENT', cancellableUntil: null, sentAt: '2026-03-02T10:00:00Z' },
        previousAddress: { line1: 'ul. Polna 1', line2: '00-001 Warszawa', country: 'PL' },
        requestedAddress: { line1: 'ul. Nowa 7/3', line2: '30-001 Kraków', country: 'PL' },
      },
    ]);
  });

  it('takes an address abroad as it is written there', async () => {
    await mine.asked({
      correspondenceAddress: { ...ADDRESS, postalCode: 'SW1A 1AA', city: 'London', country: 'gb' },
    });
    expect((await mine.all())[0].requestedAddress).toEqual({
      ...{ line1: 'Nowa 7/3', line2: 'SW1A 1AA London', country: 'GB' },
    });
  });

  it('for e-mail and phone leaves after 24 hours, and the same batch reads the same', async () => {
    const { number } = await mine.asked({ ...NEW, phone: '601601602', correspondenceAddress: ADDRESS });
    const first = await exportedBy(office);
    expect(first.changes).toEqual([expect.objectContaining({ ticketNumber: number })]);
    expect(Object.keys(first.changes[0])).toEqual([
      ...['ticketNumber', 'customerNumber', 'requestedAt', 'correspondenceAddress'],
    ]);
    expect(first.tickets).toHaveLength(1);
    hours(23.99);
    expect(await exportedBy(office, first.next)).toEqual({ next: first.next, changes: [], tickets: [] });
    hours(0.01);
    const second = await exportedBy(office, first.next);
    expect([second.changes, second.tickets]).toEqual([
      [
        {
          ...{ ticketNumber: number, customerNumber: 'A', requestedAt: '2026-03-02T10:00:00.000Z' },
          ...{ email: NEW.email, formerEmail: JAN, phone: '+48601601602' },
        },
      ],
      [],
    ]);
    hours(1);
    expect((await exportedBy(office)).changes).toEqual([...first.changes, ...second.changes]);
    expect(await exportedBy(office, first.next)).toEqual(second);
  });

  it('keeps its ticket, replies to it and its files here until it leaves', async () => {
    const { id } = await mine.asked(NEW);
    await ticketsOf(office.api, cookie).reply(id, 'Proszę o szybką zmianę.');
    expect((await exportedBy(office)).tickets).toEqual([]);
    const waiting = await office.api.database.query(
      'SELECT id FROM ticket_replies WHERE exportBatch IS NULL',
    );
    expect(waiting).toHaveLength(1);
    hours(24);
    expect((await exportedBy(office)).tickets).toHaveLength(1);
    expect(
      await office.api.database.query('SELECT id FROM ticket_replies WHERE exportBatch IS NULL'),
    ).toEqual([]);
  });

  describe('by its link', () => {
    it('shows what it would cancel, and is cancelled once by a mutation, without a session', async () => {
      const { id } = await mine.asked({ ...NEW, phone: '601601602' });
      const token = await link();
      for (let n = 0; n < 3; n++)
        expect(await lookAt(office.api, token)).toEqual({
          change: {
            ...{ customerNumber: 'A', email: 'n•••@example.pl', phone: '+48 ••• ••• 602' },
            ...{ requestedAt: '2026-03-02T10:00:00Z', cancellableUntil: '2026-03-03T10:00:00Z' },
          },
          problems: [],
        });
      expect((await mine.all()).map(({ state }) => state)).toEqual(['REQUESTED', 'REQUESTED']);
      const answers = await Promise.all([1, 2, 3].map(() => cancel(office.api, token)));
      expect(answers.map(({ ok }) => ok).sort()).toEqual([false, false, true]);
      expect((await mine.all()).map(({ state }) => state)).toEqual(['CANCELLED', 'CANCELLED']);
      expect(await ticketsOf(office.api, cookie).one(id)).toMatchObject({
        status: 'CLOSED',
        resolution: null,
        note: expect.stringContaining('anulowana linkiem'),
      });
      for (const answer of [await cancel(office.api, token), await lookAt(office.api, token)])
        expect(answer.problems).toEqual([
          { code: 'LINK_INVALID', field: 'token', message: expect.stringContaining('już anulowana') },
        ]);
      hours(48);
      expect(await exportedBy(office)).toEqual({ next: '0', changes: [], tickets: [] });
      await enter();
      expect((await mine.all()).map(({ state }) => state)).toEqual(['CANCELLED', 'CANCELLED']);
    });

    it('keeps the correspondence address of the same request', async () => {
      const { id } = await mine.asked({ ...NEW, correspondenceAddress: ADDRESS });
      await cancel(office.api, await link());
      expect((await mine.all()).map(({ state }) => state)).toEqual(['REQUESTED', 'CANCELLED']);
      expect((await ticketsOf(office.api, cookie).one(id)).status).toBe('RECEIVED');
      hours(25);
      expect(Object.keys((await exportedBy(office)).changes[0])).not.toContain('email');
    });

    it('can no longer be cancelled after 24 hours, sent on or not', async () => {
      await mine.asked(NEW);
      const token = await link();
      hours(24);
      const expired = [
        { code: 'LINK_EXPIRED', field: 'token', message: expect.stringContaining('24 godziny') },
      ];
      expect((await lookAt(office.api, token)).problems).toEqual(expired);
      expect(await cancel(office.api, token)).toEqual({ ok: false, problems: expired });
      expect((await exportedBy(office)).changes).toHaveLength(1);
    });

    it.each(['', 'x', 'null', "' OR 1=1 --"])('is not cancelled by %j', async (token) => {
      await mine.asked(NEW);
      expect(await cancel(office.api, token)).toMatchObject({
        ok: false,
        problems: [{ code: 'LINK_INVALID' }],
      });
      expect((await mine.all())[0].state).toBe('REQUESTED');
    });
  });

  it('is replaced by a newer one for the same field while it has not left', async () => {
    const first = await mine.asked({ ...NEW, phone: '601601602' });
    const token = await link();
    hours(1 / 6);
    const second = await mine.asked({ ...NEW, email: 'inny@example.pl' });
    expect(
      (await mine.all()).map(({ field, state, requestedValue }) => [field, state, requestedValue]),
    ).toEqual([
      ['EMAIL', 'REQUESTED', 'inny@example.pl'],
      ['EMAIL', 'REPLACED', NEW.email],
      ['PHONE', 'REQUESTED', '+48601601602'],
    ]);
    hours(1 / 6);
    await mine.asked({ phone: '601 601 603', password: GOOD });
    const of = ticketsOf(office.api, cookie);
    expect(await of.one(first.id)).toMatchObject({
      status: 'CLOSED',
      note: expect.stringContaining('zastąpiła nowsza'),
    });
    expect((await of.one(second.id)).status).toBe('RECEIVED');
    expect((await cancel(office.api, token)).problems).toMatchObject([
      { code: 'LINK_INVALID', message: expect.stringContaining('zastąpiła nowsza') },
    ]);
    hours(24);
    const { changes } = await exportedBy(office);
    expect(changes.map(({ email, phone }) => [email, phone])).toEqual([
      ['inny@example.pl', undefined],
      [undefined, '+48601601603'],
    ]);
  });

  it('leaves one that was sent on alone', async () => {
    await mine.asked({ correspondenceAddress: ADDRESS });
    await exportedBy(office);
    hours(0.1);
    await mine.asked({ correspondenceAddress: { ...ADDRESS, building: '8' } });
    expect((await mine.all()).map(({ state }) => state)).toEqual(['REQUESTED', 'SENT']);
  });

  it('sent twice, also at once, is one ticket with one mail', async () => {
    const input = { ...NEW, phone: '601601602' };
    const answers = await Promise.all([1, 2, 3].map(() => mine.asked(input)));
    expect(new Set(answers.map(({ id }) => id)).size).toBe(1);
    hours(0.4);
    expect((await mine.asked({ ...input, email: NEW.email.toUpperCase() })).id).toBe(answers[0].id);
    expect([(await office.deliver()).length, (await sms()).length]).toEqual([1, 1]);
    // After it was cancelled, the same is a new request.
    await cancel(office.api, tokenOf(office.mails.at(-1)));
    expect((await mine.asked(input)).id).not.toBe(answers[0].id);
  });

  it('is one of 20 tickets a day', async () => {
    for (let n = 0; n < 20; n++)
      await mine.asked({ correspondenceAddress: { ...ADDRESS, building: String(n) } });
    expect(await said({ correspondenceAddress: ADDRESS })).toEqual([[null, 'INVALID_VALUE']]);
    hours(0.4);
    expect((await mine.all()).filter(({ state }) => state === 'REQUESTED')).toHaveLength(1);
  });

  it('is seen by everybody with access, asked for by who may more than look, and by nobody else', async () => {
    await office.api.insert('customers', [customerRow('B')]);
    const partner = contactChangesOf(office.api, await office.api.signedIn(keyOf('A'), keyOf('B')));
    await mine.asked({ correspondenceAddress: ADDRESS });
    expect(await partner.all()).toHaveLength(1);
    await partner.asked({ customerId: keyOf('B'), correspondenceAddress: ADDRESS });
    expect([await partner.all(keyOf('B')), await mine.all()].map((all) => all.length)).toEqual([1, 1]);
    for (const customerId of [keyOf('B'), 'x'])
      expect(
        (await mine.ask({ customerId, correspondenceAddress: ADDRESS })).errors[0]!.extensions.code,
      ).toBe('NOT_FOUND');
    await office.api.database.change("UPDATE accesses SET role = 'VIEW' WHERE customerId = ?", [keyOf('A')]);
    const { errors } = await mine.ask(NEW);
    expect(errors[0]!.extensions).toMatchObject({ code: 'FORBIDDEN', reason: 'ROLE' });
    const anonymous = await office.api.gql(
      'mutation { requestContactChange(input: { phone: "601601602" }) { problems { code } } }',
    );
    expect(anonymous.errors[0]!.extensions.code).toBe('UNAUTHENTICATED');
  });
});
