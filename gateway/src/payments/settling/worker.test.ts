import { keyOf } from '../../database/columns';
import { ENGINES } from '../../../testing/database';
import { OperatorUnavailable, type OperatorTransaction } from '../autopay';
import { paymentSuite, postItn, type PaymentWorld } from '../../../testing/payments/payments';
import { PaymentWorker } from './worker';

const MINUTE = 60_000;

describe.each(ENGINES)('the worker that looks after payments on %s', (engine) => {
  const suite = paymentSuite(engine);
  let world: PaymentWorld;
  let worker: PaymentWorker;
  let payment: { id: string; orderId: string };
  let start: number;
  beforeEach(async () => {
    world = suite.current;
    worker = new PaymentWorker(world.services);
    start = world.clock.now.getTime();
    ({ payment } = await world.pay(['A', 'B']));
  });

  const after = (minutes: number) => {
    world.clock.now = new Date(start + minutes * MINUTE);
    return worker.lookAfterDue();
  };
  const told = (more: Partial<OperatorTransaction> = {}): OperatorTransaction => ({
    remoteId: 'R1',
    amountGrosze: 30000,
    currency: 'PLN',
    status: 'SUCCESS',
    ...more,
  });
  const status = async () => {
    // Hours later the session has ended.
    world.cookie = await world.signedIn(keyOf('K1'));
    return (await world.payment(payment.id)).status;
  };

  it('lets a payment be that has just begun, or is finished', async () => {
    expect(await after(1)).toBe(0);
    await postItn(world, { orderId: payment.orderId, amount: '300.00' });
    expect(await after(60)).toBe(0);
  });

  it('finds out that it was paid when no notification came, and believes it once', async () => {
    world.operator.transactions = [told({ gatewayId: '1500', paidAt: new Date(start) })];
    expect(await after(3)).toBe(1);
    expect(await world.payment(payment.id)).toMatchObject({ status: 'SUCCEEDED', channel: 'CARD' });
    await postItn(world, { orderId: payment.orderId, remoteId: 'R1', amount: '300.00' });
    expect((await world.money()).balance.pendingPayments).toBe('300.00');
  });

  it('posts both where the customer paid twice', async () => {
    world.operator.transactions = [told({ status: 'FAILURE' }), told(), told({ remoteId: 'R2' })];
    await after(3);
    expect((await world.money()).balance.pendingPayments).toBe('600.00');
  });

  it('says why it failed, and frees the documents', async () => {
    world.operator.transactions = [told({ status: 'FAILURE', details: 'USER_TIMEOUT' })];
    await after(3);
    expect(await world.payment(payment.id)).toMatchObject({
      status: 'FAILED',
      failure: expect.stringContaining('nie została potwierdzona'),
    });
    expect(await world.statuses()).toMatchObject({ A: 'OVERDUE', B: 'DUE' });
  });

  it('waits while one of several tries waits, whatever the order they are listed in', async () => {
    world.operator.transactions = [told({ status: 'FAILURE' }), told({ remoteId: 'R2', status: 'PENDING' })];
    await after(3);
    expect(await status()).toBe('PENDING');
  });

  it('ends what was never finished, some time after the operator has closed it', async () => {
    expect(await after(16)).toBe(1);
    expect(await status()).toBe('PENDING');
    await after(40);
    expect(await world.payment(payment.id)).toMatchObject({ status: 'EXPIRED', redirectUrl: null });
    expect(await world.statuses()).toMatchObject({ A: 'OVERDUE', B: 'DUE' });
  });

  it('waits longer where a bank has it, but not for ever', async () => {
    world.operator.transactions = [told({ status: 'PENDING' })];
    await after(60);
    expect(await status()).toBe('PENDING');
    await after(26 * 60);
    expect(await status()).toBe('EXPIRED');
  });

  it('ends nothing while the operator says nothing, and asks with growing pauses', async () => {
    world.operator.transactions = new OperatorUnavailable('down', false);
    const asked: number[] = [];
    for (let minute = 0; minute <= 60; minute++) if ((await after(minute)) > 0) asked.push(minute);
    expect(asked.slice(0, 4)).toEqual([2, 3, 5, 9]);
    expect(asked.length).toBeLessThan(10);
    expect(await status()).toBe('PENDING');
    await after(26 * 60);
    expect(await status()).toBe('EXPIRED');
  });

  it('goes on after a fault of our own', async () => {
    world.operator.transactions = new TypeError('a bug');
    expect(await after(3)).toBe(1);
    world.operator.transactions = [told()];
    expect(await after(6)).toBe(1);
    expect(await status()).toBe('SUCCEEDED');
  });

  it.each(['alone', 'beside a try that failed'])(
    'does not free the documents while the operator tells of money of another sum, %s',
    async (how) => {
      const failed = how === 'alone' ? [] : [told({ remoteId: 'R0', status: 'FAILURE' })];
      world.operator.transactions = [...failed, told({ amountGrosze: 30150 })];
      for (const minute of [3, 14, 40, 120]) {
        await after(minute);
        expect(await status()).toBe('PENDING');
        expect(await world.statuses()).toMatchObject({ A: 'PENDING', B: 'PENDING' });
      }
      // Asked about four times, and one thing to look at.
      expect(await world.services.quarantine.list()).toHaveLength(1);
      await after(26 * 60);
      expect(await status()).toBe('EXPIRED');
    },
  );

  it('quarantines what is of another sum or currency', async () => {
    world.operator.transactions = [told({ amountGrosze: 1 }), told({ remoteId: 'R2', currency: 'EUR' })];
    await after(3);
    expect(await status()).toBe('PENDING');
    const reasons = (await world.services.quarantine.list()).map(({ reason }) => reason).sort();
    expect(reasons).toEqual(['AMOUNT', 'CURRENCY']);
  });

  it('is one of several: each payment is asked about by one of them', async () => {
    let asked = 0;
    world.operator.status = async () => {
      asked++;
      return [];
    };
    world.clock.now = new Date(start + 3 * MINUTE);
    const workers = Array.from({ length: 8 }, () => new PaymentWorker(world.services));
    const looked = await Promise.all(workers.map((one) => one.lookAfterDue()));
    expect(looked.reduce((sum, n) => sum + n)).toBe(1);
    expect(asked).toBe(1);
  });

  it('takes over from one that died with a payment in hand', async () => {
    const dying = new PaymentWorker(world.services);
    world.clock.now = new Date(start + 3 * MINUTE);
    // Its claim is seen by others before it asks: only once it has asked may the operator answer otherwise.
    await new Promise<void>((asked) => {
      world.operator.status = () => {
        asked();
        return new Promise(() => undefined);
      };
      void dying.lookAfterDue();
    });
    world.operator.status = async () => [told()];
    expect(await worker.lookAfterDue()).toBe(0);
    expect(await after(5)).toBe(1);
    expect(await status()).toBe('SUCCEEDED');
  });
});
