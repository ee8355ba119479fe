import { keyOf } from '../database/columns';
import { openOffice, type Office } from '../../testing/auth';
import { ENGINES } from '../../testing/database';
import { KINDS } from './kind-rules';

const A = keyOf('A');
const B = keyOf('B');
const FIELDS = 'kind email sms portal required requiredReason channels daysBefore attachPdf';
const LIST = `query ($id: ID) { customer(id: $id) { notificationSettings { ${FIELDS} } } }`;
const SET = `mutation ($kind: MessageKind!, $email: Boolean!, $sms: Boolean!, $daysBefore: [Int!], $attachPdf: Boolean, $customerId: ID) {
  setNotification(kind: $kind, email: $email, sms: $sms, daysBefore: $daysBefore, attachPdf: $attachPdf, customerId: $customerId) { ${FIELDS} } }`;
const TEST = `mutation ($kind: MessageKind!, $channel: Channel!, $customerId: ID) { sendTestNotification(kind: $kind, channel: $channel, customerId: $customerId) }`;
const EXAMPLES =
  '{ customer { notificationSettings { kind channels mail: example(channel: EMAIL) portal: example(channel: PORTAL) sms: example(channel: SMS) } } }';

describe.each(ENGINES)('notification settings on %s', (engine) => {
  let office: Office;
  let cookie: string;
  beforeEach(async () => {
    office = await openOffice(engine);
    await office.customer('A', 'a@example.pl');
    await office.customer('B', 'b@example.pl');
    cookie = await office.api.signedIn(A);
  });
  afterEach(() => office.close());
  const run = (query: string, variables: object = {}) => office.api.gql(query, variables, { cookie });
  const settings = async () => (await run(LIST)).data.customer.notificationSettings as any[];
  const of = async (kind: string) => (await settings()).find((one) => one.kind === kind);
  const change = (kind: string, more: object = {}) => run(SET, { kind, email: true, sms: false, ...more });
  const code = async (answer: ReturnType<typeof run>) => (await answer).errors[0]?.extensions.code;

  it('of another customer are neither read nor changed', async () => {
    expect(await code(run(LIST, { id: B }))).toBe('NOT_FOUND');
    expect(await code(change('PAYMENT_OVERDUE', { customerId: B, email: false }))).toBe('NOT_FOUND');
    expect(await code(run(TEST, { kind: 'DUNNING', channel: 'EMAIL', customerId: B }))).toBe('NOT_FOUND');
    expect(await office.api.database.query('SELECT * FROM notification_settings')).toEqual([]);
    expect(await office.deliver()).toEqual([]);
  });

  it('are not changed by a user who may only look', async () => {
    await office.api.database.transaction((m) => m.query("UPDATE accesses SET role = 'VIEW'"));
    expect(await code(change('PAYMENT_OVERDUE', { email: false }))).toBe('FORBIDDEN');
    expect(await code(run(TEST, { kind: 'DUNNING', channel: 'EMAIL' }))).toBe('FORBIDDEN');
    expect(await of('PAYMENT_OVERDUE')).toMatchObject({ email: true });
  });

  it.each([
    ['DUNNING', { email: false }],
    ['ACCOUNT', { email: false }],
    ['ACCOUNT', { sms: true }],
    ['TICKET_REPLY', { sms: true }],
    ['PAYMENT_DUE_SOON', { daysBefore: [0] }],
    ['PAYMENT_DUE_SOON', { daysBefore: [15] }],
    ['PAYMENT_DUE_SOON', { daysBefore: [1, 2, 3, 4] }],
    ['PAYMENT_OVERDUE', { daysBefore: [1] }],
    ['DUNNING', { attachPdf: true }],
  ])('refuse for %s what it does not have: %j', async (kind, more) => {
    const before = await settings();
    expect(await code(change(kind, more))).toBe('BAD_USER_INPUT');
    expect(await settings()).toEqual(before);
  });

  it('send mails and no SMS until the customer chooses, and say why some are fixed', async () => {
    const all = await settings();
    expect(all.map(({ kind }) => kind)).toEqual(KINDS);
    expect(all.every(({ email, sms, portal }) => email && !sms && portal)).toBe(true);
    expect(all.filter(({ required }) => required).map(({ kind }) => kind)).toEqual(['DUNNING', 'ACCOUNT']);
    expect((await of('DUNNING')).requiredReason).toContain('prawo wymaga');
    expect(await of('PAYMENT_DUE_SOON')).toMatchObject({ daysBefore: [7, 1], attachPdf: null });
    expect(await of('INVOICE_ISSUED')).toMatchObject({ daysBefore: null, attachPdf: false });
  });

  it('keep what a change leaves out', async () => {
    await change('PAYMENT_DUE_SOON', { daysBefore: [1, 3, 3] });
    await change('PAYMENT_DUE_SOON', { email: false, sms: true });
    expect(await of('PAYMENT_DUE_SOON')).toMatchObject({ email: false, sms: true, daysBefore: [3, 1] });
    await change('PAYMENT_DUE_SOON', { daysBefore: [] });
    expect(await of('PAYMENT_DUE_SOON')).toMatchObject({ email: true, sms: false, daysBefore: [] });
    const { data } = await change('INVOICE_ISSUED', { attachPdf: true });
    expect(data.setNotification[0]).toMatchObject({ kind: 'INVOICE_ISSUED', attachPdf: true });
    await change('INVOICE_ISSUED', { email: false });
    expect(await of('INVOICE_ISSUED')).toMatchObject({ email: false, attachPdf: true });
  });

  it('show each message as it is sent', async () => {
    const { data } = await run(EXAMPLES);
    const examples = data.customer.notificationSettings as Record<string, string>[];
    const overdue = examples.find(({ kind }) => kind === 'PAYMENT_OVERDUE')!;
    expect(overdue.mail).toContain('Minął termin płatności: 123,00 zł');
    expect(overdue.mail).toContain('71 1090 1014 9999 0000 0000 0001');
    expect(overdue.mail).toContain(`/wiadomosci/ustawienia?customer=${A}`);
    expect(overdue.sms).toContain('123,00');
    expect(overdue.portal).toContain('Minął termin płatności');
    // Nothing is left open in a text.
    expect(JSON.stringify(examples)).not.toMatch(/\{\w+\}/);
  });

  it('send a test message to oneself, marked as one, and no second one right after', async () => {
    const test = async () =>
      (await run(TEST, { kind: 'PAYMENT_OVERDUE', channel: 'EMAIL' })).data.sendTestNotification;
    expect([await test(), await test()]).toEqual([true, false]);
    const [mail, ...others] = await office.deliver();
    expect(others).toEqual([]);
    expect(mail!.subject).toMatch(/^Próba: Minął/);
    expect(mail!.text).toContain('niczego nie płać');
    office.clock.advance(300);
    expect(await test()).toBe(true);
    const sms = async () =>
      (await run(TEST, { kind: 'PAYMENT_OVERDUE', channel: 'SMS' })).data.sendTestNotification;
    expect([await sms(), await sms()]).toEqual([true, false]);
    expect(await office.api.database.query('SELECT recipient, template FROM sms')).toEqual([
      { recipient: '+48600700800', template: 'test' },
    ]);
    expect(await code(run(TEST, { kind: 'ACCOUNT', channel: 'PORTAL' }))).toBe('BAD_USER_INPUT');
  });
});
