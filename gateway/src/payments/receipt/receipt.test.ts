import { keyOf } from '../../database/columns';
import { HAS_POPPLER, poppler, textOf } from '../../../testing/files';
import { paymentSuite, postItn, type PaymentWorld } from '../../../testing/payments/payments';

describe('the receipt of a payment', () => {
  const suite = paymentSuite('sqlite');
  let world: PaymentWorld;
  let path: string;
  let orderId: string;
  beforeEach(async () => {
    world = suite.current;
    const { payment } = await world.pay(['A', 'C']);
    orderId = payment.orderId;
    path = `/files/payments/${payment.id}.pdf`;
  });
  const get = (cookie: string) => world.app.inject({ url: path, headers: { cookie } });

  it('is for nobody who is not signed in or has no access, and there is none before it succeeded', async () => {
    expect((await get(world.cookie)).statusCode).toBe(404);
    await postItn(world, { orderId, status: 'FAILURE', amount: '400.50' });
    expect((await get(world.cookie)).statusCode).toBe(404);
    await postItn(world, { orderId, amount: '400.50' });
    expect((await get('')).statusCode).toBe(401);
    expect((await get(await world.signedIn(keyOf('K2')))).statusCode).toBe(404);
    path = '/files/payments/nothing.pdf';
    expect((await get(world.cookie)).statusCode).toBe(404);
  });

  it('says what was paid, when, how and for what, the same bytes each time, readable aloud', async () => {
    await postItn(world, { orderId, amount: '400.50' });
    const answer = await get(world.cookie);
    expect(answer.headers).toMatchObject({
      'content-type': 'application/pdf',
      'cache-control': 'private, no-store',
      'content-disposition': expect.stringContaining(`potwierdzenie-${orderId}.pdf`),
    });
    expect((await get(world.cookie)).rawPayload.equals(answer.rawPayload)).toBe(true);
    if (!HAS_POPPLER) return;
    const text = textOf(answer.rawPayload);
    for (const words of [
      'Potwierdzenie płatności 400,50 zł',
      'Zapłacono 15.03.2026, godz. 12:00',
      'Sposób płatności BLIK',
      `Numer zamówienia ${orderId}`,
      'Klient Klient K1, nr K1',
      'A 100,00',
      'C 300,50',
      'Razem 400,50',
    ])
      expect(text).toContain(words);
    expect(poppler('pdfinfo', answer.rawPayload)).toMatch(/Tagged:\s+yes/);
  });
});
