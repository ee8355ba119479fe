import { GOOD, JAN as REGISTERED, openOffice, type Office } from '../../testing/auth';
import { ADDRESS, contactChangesOf, exportedBy } from '../../testing/contact-changes';
import { ENGINES } from '../../testing/database';
import { customer, importFeed, type FeedFiles } from '../../testing/feed';

const OLD = 'old@example.pl';
const NEW = 'new@example.pl';
const ME = '{ session { customers { number } } }';

describe.each(ENGINES)('what billing says of a requested change, on %s', (engine) => {
  let office: Office;
  let cookie: string;
  let mine: ReturnType<typeof contactChangesOf>;
  let place = 0;
  const enter = async (email = OLD) => {
    const entered = await office.signIn(email, GOOD, { ip: `10.4.0.${++place}` });
    if (entered.cookie) ({ cookie } = entered);
    mine = contactChangesOf(office.api, cookie);
    return entered.data.signIn;
  };
  const sees = async () =>
    (await office.api.gql(ME, null, { cookie })).data.session?.customers.map(({ number }: any) => number);
  const take = async (files: FeedFiles) => expect((await importFeed(office.api.test, files)).code).toBe(0);
  const record = (more: object = {}) =>
    customer('A', { taxId: REGISTERED.taxId, emails: [OLD], phone: '600 700 800', ...more });
  const described = (more: object = {}) => take({ 'customers.ndjson': [record(more)] });
  /** The day after: the session of yesterday is over. */
  const nextDay = async () => {
    office.clock.advance(24 * 3600);
    await enter();
  };
  const states = async () => (await mine.all()).map(({ field, state }) => [field, state]);
  beforeEach(async () => {
    office = await openOffice(engine);
    // Imports have the clock of the machine.
    office.clock.at = new Date();
    await office.join('A', OLD);
    await described();
    await enter();
  });
  afterEach(() => office.close());

  it('is a story told in order: asked for, sent on, refused with a note', async () => {
    const { number } = await mine.asked({ phone: '601601602', password: GOOD });
    expect(await states()).toEqual([['PHONE', 'REQUESTED']]);
    await nextDay();
    expect((await exportedBy(office)).changes).toMatchObject([{ ticketNumber: number }]);
    expect(await mine.all()).toMatchObject([{ state: 'SENT', sentAt: expect.any(String) }]);
    await take({ 'tickets.ndjson': [{ number, status: 'IN_PROGRESS' }] });
    expect(await states()).toEqual([['PHONE', 'SENT']]);
    const note = 'Pod tym numerem odebrała inna osoba.';
    await take({ 'tickets.ndjson': [{ number, status: 'CLOSED', resolution: 'REFUSED', note }] });
    expect(await mine.all()).toMatchObject([
      { state: 'REFUSED', ticket: { status: 'CLOSED', resolution: 'REFUSED', note } },
    ]);
    // The next request may say the same.
    expect((await mine.asked({ phone: '601601602', password: GOOD })).number).not.toBe(number);
  });

  it('confirms each field by a customer record that holds it, and the ticket by the last', async () => {
    const { number } = await mine.asked({
      ...{ email: NEW.toUpperCase(), phone: '601601602', password: GOOD },
      correspondenceAddress: ADDRESS,
    });
    await exportedBy(office);
    await nextDay();
    await exportedBy(office);
    const correspondenceAddress = { line1: 'ul. Nowa 7 m. 3', line2: '30-001 KRAKÓW' };
    await described({ emails: [OLD], phone: '+48 601-601-602', correspondenceAddress });
    expect(await mine.all()).toMatchObject([
      { field: 'CORRESPONDENCE_ADDRESS', state: 'DONE' },
      { field: 'EMAIL', state: 'SENT' },
      { field: 'PHONE', state: 'DONE', ticket: { status: 'RECEIVED' } },
    ]);
    await described({ emails: [NEW], phone: '601601602', correspondenceAddress });
    expect(await mine.all()).toMatchObject([
      {},
      { field: 'EMAIL', state: 'DONE', ticket: { number, status: 'CLOSED', resolution: 'DONE' } },
      {},
    ]);
  });

  it('confirms by a ticket alone where billing writes the value in its own way', async () => {
    const { number } = await mine.asked({ correspondenceAddress: ADDRESS });
    await exportedBy(office);
    await take({
      'customers.ndjson': [
        record({ correspondenceAddress: { line1: 'Skrytka 12', line2: '30-001 Kraków' } }),
      ],
      'tickets.ndjson': [{ number, status: 'CLOSED', resolution: 'DONE', note: 'Zmienione.' }],
    });
    expect(await mine.all()).toMatchObject([{ state: 'DONE', ticket: { note: 'Zmienione.' } }]);
  });

  it('says nothing is done where the retailer only closed the ticket, until its record holds the value', async () => {
    const { number } = await mine.asked({ phone: '601601602', password: GOOD });
    await nextDay();
    await exportedBy(office);
    await take({ 'tickets.ndjson': [{ number, status: 'CLOSED', note: 'Sprawdzimy.' }] });
    expect(await mine.all()).toMatchObject([{ state: 'CLOSED', ticket: { note: 'Sprawdzimy.' } }]);
    // It bars nobody from asking again.
    const again = await mine.asked({ phone: '601601602', password: GOOD });
    await described({ phone: '601601602' });
    expect((await mine.all()).map(({ ticket, state }) => [ticket.number, state]).sort()).toEqual(
      [
        [number, 'DONE'],
        [again.number, 'DONE'],
      ].sort(),
    );
  });

  it('confirms what has not left, which then never leaves, and not what was cancelled or refused', async () => {
    await mine.asked({ phone: '601601602', password: GOOD });
    await described({ phone: '601601602' });
    expect(await states()).toEqual([['PHONE', 'DONE']]);
    const { number } = await mine.asked({ correspondenceAddress: ADDRESS });
    await exportedBy(office);
    await take({ 'tickets.ndjson': [{ number, status: 'CLOSED', resolution: 'REFUSED' }] });
    await described({ phone: '601601602', correspondenceAddress: { ...ADDRESS, postalCode: '30-001' } });
    await nextDay();
    expect((await states()).sort()).toEqual([
      ['CORRESPONDENCE_ADDRESS', 'REFUSED'],
      ['PHONE', 'DONE'],
    ]);
    expect((await exportedBy(office)).tickets.map((ticket) => ticket.number)).toEqual([number]);
  });

  describe('and who may look', () => {
    const changed = async () => {
      await mine.asked({ email: NEW, password: GOOD });
      await nextDay();
      await exportedBy(office);
      await described({ emails: [NEW] });
    };

    it('keeps a login whose own request replaced its address: it signs in and sees as before', async () => {
      await changed();
      expect([await states(), await sees()]).toEqual([[['EMAIL', 'DONE']], ['A']]);
      expect((await enter()).session.customer.number).toBe('A');
      // Later records hold the new address too.
      await described({ emails: [NEW, 'third@example.pl'], phone: '602' });
      expect((await enter()).session.customer.number).toBe('A');
      // Nobody was told that an access ended.
      expect((await office.deliver()).map(({ subject }) => subject)).not.toContain(
        'Zmiana dostępu do umowy A w eBOK',
      );
    });

    it('ends the access once billing replaces the requested address by another, and wakes it with either', async () => {
      await changed();
      await described({ emails: ['heir@example.pl'] });
      expect((await enter()).session).toBeNull();
      await described({ emails: ['heir@example.pl', NEW] });
      expect((await enter()).session.customer.number).toBe('A');
      await described({ emails: ['heir@example.pl'] });
      expect((await enter()).session).toBeNull();
      await described({ emails: [OLD] });
      expect((await enter()).session.customer.number).toBe('A');
    });

    it('ends the access where nobody asked, where somebody else did, or where it was refused', async () => {
      await described({ emails: [NEW] });
      expect((await enter()).session).toBeNull();
      await described({ emails: [OLD, 'partner@example.pl'] });
      await enter();
      const { number } = await mine.asked({ email: NEW, password: GOOD });
      await nextDay();
      await exportedBy(office);
      await take({ 'tickets.ndjson': [{ number, status: 'CLOSED', resolution: 'REFUSED' }] });
      await described({ emails: [NEW] });
      expect((await enter()).session).toBeNull();
    });

    it('ends the access of the other login with the former address', async () => {
      await described({ emails: [OLD, 'partner@example.pl'] });
      const facts = { email: 'partner@example.pl', invoiceNumber: 'FV/A' };
      await office.register(facts);
      const token = (await office.deliver())
        .map(({ text }) => /#token=([\w-]+)/.exec(text)?.[1])
        .find(Boolean)!;
      expect((await office.activate(token)).data.activate.ok).toBe(true);
      await enter('partner@example.pl');
      await mine.asked({ email: NEW, password: GOOD });
      office.clock.advance(24 * 3600);
      await exportedBy(office);
      await described({ emails: [NEW] });
      expect((await enter(OLD)).session).toBeNull();
      expect((await enter('partner@example.pl')).session.customer.number).toBe('A');
    });
  });
});
