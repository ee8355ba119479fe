import Fastify from 'fastify';
import { readdirSync, readFileSync } from 'node:fs';
import { simpleParser } from 'mailparser';
import { readConfig } from '../config';
import { keyOf } from '../database/columns';
import { GOOD, openOffice, tokenOf, type Office } from '../../testing/auth';
import { ENGINES } from '../../testing/database';
import { MailDelivery } from './delivery';
import { registerOutbox } from '../outbox/outbox.page';
import pl from '../texts/pl.json';
import type { NewMail } from './outbox.service';
import { TEMPLATES, type MailContent } from './templates';
import { openTransport, type RenderedMail } from './transport';

const invoice = (event: string, more: Partial<NewMail> = {}) =>
  ({
    event,
    recipient: 'jan@kowalski.pl',
    template: 'invoiceIssued',
    language: 'PL',
    values: { number: 'FV/1', amount: '1253.63', dueDate: '2026-03-15', invoiceId: 'abc' },
    ...more,
  }) as NewMail;

describe.each(ENGINES)('the outbox on %s', (engine) => {
  let office: Office;
  beforeEach(async () => (office = await openOffice(engine)));
  afterEach(() => office.close());
  const queue = (...mails: NewMail[]) =>
    office.api.database.transaction((m) => office.api.services.outbox.queueMails(m, mails));
  const states = () => office.api.database.query('SELECT state, attempts, content FROM mails ORDER BY id');
  const worker = (send: (mail: RenderedMail) => Promise<void>) =>
    new MailDelivery(office.api.services, { send, close: () => undefined });

  it('mails an event once, however often it is told of', async () => {
    await queue(invoice('one'), invoice('two'));
    await queue(invoice('one'));
    expect(await office.deliver()).toHaveLength(2);
    await queue(invoice('one'));
    expect(await office.deliver()).toHaveLength(0);
  });

  it('mails nothing of a transaction that was taken back', async () => {
    const { database, services } = office.api;
    const failing = database.transaction(async (m) => {
      await services.outbox.queueMail(m, invoice('one'));
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    expect(await office.deliver()).toHaveLength(0);
  });

  it('is emptied by several workers at once without sending any mail twice', async () => {
    await queue(...Array.from({ length: 100 }, (_, n) => invoice(`event ${n}`)));
    const sent: string[] = [];
    const workers = Array.from({ length: 4 }, () => worker(async (mail) => void sent.push(mail.messageId)));
    await Promise.all(workers.map((w) => w.deliverDue()));
    await office.deliver();
    expect(sent.length).toBe(100);
    expect(new Set(sent).size).toBe(100);
  });

  it('tries again after pauses that grow, with the same mail, and gives up after five days', async () => {
    await office.customer('7', 'jan@kowalski.pl');
    await office.register({ invoiceNumber: 'FV/7' });
    const seen: { id: string; token: string; at: number }[] = [];
    const failing = worker(async (mail) => {
      seen.push({ id: mail.messageId, token: tokenOf(mail), at: office.clock.at.getTime() });
      throw Object.assign(new Error('jan@kowalski.pl refused'), { code: 'ECONNREFUSED' });
    });
    for (let minutes = 0; minutes < 6 * 24 * 60; minutes += minutes < 60 ? 0.25 : 30) {
      await failing.deliverDue();
      office.clock.advance(minutes < 60 ? 15 : 1800);
    }
    expect(new Set(seen.map((s) => s.id)).size).toBe(1);
    expect(new Set(seen.map((s) => s.token)).size).toBe(1);
    const pauses = seen.slice(1).map((s, n) => (s.at - seen[n]!.at) / 1000);
    expect(pauses.length).toBeGreaterThan(15);
    expect(pauses.length).toBeLessThan(45);
    expect(pauses[0]).toBeLessThan(60);
    expect(Math.max(...pauses)).toBeGreaterThan(4 * 3600);
    expect(Math.max(...pauses)).toBeLessThan(9 * 3600);
    expect(await states()).toEqual([{ state: 'FAILED', attempts: seen.length, content: null }]);
    const logged = office.api.logged.join('');
    expect(logged).toContain('mail given up');
    expect(logged).not.toContain('jan@kowalski.pl');
    expect(logged).not.toContain(seen[0]!.token);
  });

  it('sends a mail again whose worker died between sending and saying so: the same one', async () => {
    await office.customer('7', 'jan@kowalski.pl');
    await office.register({ invoiceNumber: 'FV/7' });
    const sent: RenderedMail[] = [];
    // Dies: never comes back from sending.
    void worker((mail) => {
      sent.push(mail);
      return new Promise(() => undefined);
    }).deliverDue();
    while (sent.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    expect(await office.deliver()).toHaveLength(0);
    office.clock.advance(181);
    const [again] = await office.deliver();
    expect(again).toEqual(sent[0]);
    expect((await office.activate(tokenOf(sent[0]))).data.activate.ok).toBe(true);
  });

  it('keeps no link in the database once its mail has left, and none before it is taken up', async () => {
    await office.customer('7', 'jan@kowalski.pl');
    await office.register({ invoiceNumber: 'FV/7' });
    const rows = async () =>
      JSON.stringify([await states(), await office.api.database.query('SELECT * FROM links')]);
    expect(await rows()).not.toContain('token"');
    const [mail] = await office.deliver();
    expect(await rows()).not.toContain(tokenOf(mail));
    expect(await states()).toEqual([{ state: 'SENT', attempts: 1, content: null }]);
  });

  it('writes in the language asked for, as text and as HTML, with names as they are', async () => {
    await queue(
      invoice('pl', { customerId: 'K1' }),
      invoice('en', {
        language: 'EN',
        values: {
          number: '<b>FV</b>\r\nBcc: x@y.pl',
          amount: '-12.00',
          left: '-12.00',
          dueDate: '2026-03-15',
          invoiceId: '../x',
        },
      }),
      invoice('uk', { language: 'UK' }),
    );
    const mails = await office.deliver();
    const [pl, en, uk] = ['Nowy dokument FV/1', 'New document', 'Новий документ'].map((s) =>
      mails.find((m) => m.subject.startsWith(s))!,
    );
    expect(pl!.text).toContain(
      'wystawiliśmy dokument FV/1 na kwotę 1\u00a0253,63\u00a0zł. Termin płatności: 15 marca 2026.',
    );
    expect(pl!.text).toContain('http://localhost:4000/finanse/abc?customer=K1\n');
    expect(en!.subject).toBe('New document <b>FV</b> Bcc: x@y.pl');
    expect(en!.html).toContain('&lt;b&gt;FV&lt;/b&gt;');
    expect(en!.html).toContain('/finanse/..%2Fx"');
    expect(en!.text).toContain('for −12.00\u00a0zł. There is nothing to pay.');
    expect(en!.text).not.toContain('pay by');
    expect(uk!.text).toContain('Добрий день');
  });

  it('says in a link whose document or payment it is, since one reader may have several customers', async () => {
    const paid = { paymentId: 'p1', amount: '10.00', surplus: '1.00' };
    const about = (event: string, content: MailContent) =>
      invoice(event, { ...content, customerId: keyOf('77') });
    await queue(
      invoice('bill', { customerId: keyOf('77') }),
      about('paid', { template: 'paymentReceived', values: paid }),
      about('surplus', { template: 'paymentSurplus', values: paid }),
      about('twice', { template: 'paidTwice', values: paid }),
      about('password', { template: 'passwordChanged', values: {} }),
    );
    const links = (await office.deliver()).map(({ text }) => /^http\S+/m.exec(text)![0]);
    const payment = `http://localhost:4000/platnosc/p1?customer=${keyOf('77')}`;
    expect(links.sort()).toEqual([
      `http://localhost:4000/finanse/abc?customer=${keyOf('77')}`,
      'http://localhost:4000/logowanie',
      payment,
      payment,
      payment,
    ]);
  });

  it('names the help line of its reader: for homes, for businesses, or both for who is both or nobody knows', async () => {
    const home =
      'Pytania? klient@jasna-energia.example, tel. 22\u00a0100\u00a020\u00a030 (pon.–pt.\u00a08:00–18:00).';
    const firm =
      'Pytania? firma@jasna-energia.example, tel. 22\u00a0100\u00a020\u00a040 (pon.–pt.\u00a09:00–15:00).';
    const both = /Pytania\? Dla domu: klient@.*\)\. Dla firm: firma@.*\)\./;
    const footer = async () => {
      const [mail, ...others] = await office.deliver();
      expect(others).toEqual([]);
      const [line] = /Pytania\?.*/.exec(mail!.text)!;
      expect(mail!.html).toContain(line);
      return line;
    };
    await office.customer('7', 'jan@kowalski.pl', { kind: 'COMPANY' });
    await office.customer('8', 'jan@kowalski.pl', { taxId: '44051401359' });
    await queue(invoice('a firm', { customerId: keyOf('7') }));
    expect(await footer()).toBe(firm);
    await queue(invoice('a home', { customerId: keyOf('8') }));
    expect(await footer()).toBe(home);
    await queue(invoice('nobody knows'));
    expect(await footer()).toMatch(both);

    // Whoever registers has no login yet: the invoice that was named says what they are.
    await office.register({ invoiceNumber: 'FV/7' });
    const [activation] = await office.deliver();
    expect(activation!.text).toContain(firm);
    await office.activate(tokenOf(activation));
    const password = invoice('a login', { template: 'passwordChanged', values: {} });
    await queue(password);
    expect(await footer()).toBe(firm);
    await office.register({ invoiceNumber: 'FV/8', taxId: '44051401359' });
    const [added] = await office.deliver();
    expect(added!.text).toContain(home);
    expect((await office.activate(tokenOf(added))).data.activate.ok).toBe(true);
    await queue({ ...password, event: 'a login with both' });
    expect(await footer()).toMatch(both);
  });

  it('gives every mail one recipient, one Message-ID and a file of its own, replaced when tried again', async () => {
    await queue(
      invoice('one', { recipient: 'jan@kowalski.pl' }),
      invoice('bad', { recipient: 'a@b.pl, c@d.pl\r\nBcc: e@f.pl' }),
    );
    const { config, services, database } = office.api;
    const folder = new MailDelivery(services);
    await folder.deliverDue();
    await database.transaction((m) =>
      m.query("UPDATE mails SET state = 'QUEUED', content = '{}' WHERE recipient LIKE 'jan%'"),
    );
    office.clock.advance(300);
    await folder.deliverDue();
    await folder.stop();
    const directory = config.mailUrl.slice('file:'.length);
    const files = readdirSync(directory);
    // What is no single address is not tried at all.
    expect(files).toHaveLength(1);
    expect(await states()).toContainEqual({ state: 'FAILED', attempts: 1, content: null });
    expect(files[0]).toMatch(/^2026-03-02T10-00-00-000Z-[\w-]{22}\.eml$/);
    const parsed = await simpleParser(readFileSync(`${directory}/${files[0]}`));
    expect(parsed.messageId).toBe(`<${keyOf('mail', 'one')}@localhost>`);
    expect([parsed.to].flat().map((to) => to!.text)).toEqual(['jan@kowalski.pl']);
    expect(parsed.bcc ?? parsed.cc).toBeUndefined();
    expect(parsed.html).toContain('<h1');
  });

  it('shows the mails of its folder in a browser, newest first, links and all, and runs nothing', async () => {
    const { api } = office;
    const folder = new MailDelivery(api.services, openTransport(api.config));
    expect((await api.app.inject('/outbox')).body).toContain('No mail has left yet.');
    await office.customer('7', 'jan@kowalski.pl');
    await office.register({ invoiceNumber: 'FV/7' });
    await folder.deliverDue();
    office.clock.advance(60);
    await queue(
      invoice('later', {
        values: { number: '<script>alert(1)</script>', amount: '', dueDate: '', invoiceId: '' },
      }),
    );
    await folder.deliverDue();
    const list = await api.app.inject('/outbox');
    expect(list.headers['content-security-policy']).toContain("default-src 'none'");
    expect(list.body).not.toContain('<script>');
    const links = [...list.body.matchAll(/href="(\/outbox\/[^"]+\.eml)">([^<]*)</g)];
    expect(links.map(([, , subject]) => subject)).toEqual([
      'Nowy dokument &lt;script&gt;alert(1)&lt;/script&gt;',
      'Aktywuj konto w eBOK',
    ]);
    const mail = await api.app.inject(links[1]![1]!);
    const token = /href="http:\/\/localhost:4000\/aktywacja#token=([\w-]+)"/.exec(mail.body)![1]!;
    expect(mail.body).toContain('sandbox=');
    expect((await office.activate(token, GOOD)).data.activate.ok).toBe(true);
    for (const path of ['/outbox/none.eml', '/outbox/..%2f..%2fpackage.json'])
      expect((await api.app.inject(path)).statusCode).toBe(404);
  });
});

// Texts have the same placeholders in every language: `npm run check` compares them.
it.each(Object.entries(TEMPLATES))(
  'the texts of %s name only values that it is given',
  (template, values) => {
    const given = ['retailer', ...Object.keys(values)];
    const texts = Object.entries(pl).filter(([key]) => key.startsWith(`mail.${template}.`));
    const named = texts.flatMap(([, text]) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name));
    expect(named.filter((name) => !given.includes(name!))).toEqual([]);
  },
);

describe('the outbox page', () => {
  it('is not there in production', async () => {
    const app = Fastify();
    const config = readConfig({});
    registerOutbox(app, { ...config, production: true });
    expect((await app.inject('/outbox')).statusCode).toBe(404);
    await app.close();
  });
});
