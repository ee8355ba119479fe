import { client } from '@ebok/shell';
import { fake } from '@ebok/shell/fake';
import { waitFor, within } from '@testing-library/dom';
// Loaded before the fake timers: React keeps the timers that it finds when it loads.
import '../App';
import {
  cancelled,
  FAILED,
  item,
  OPERATOR_PAGE,
  payment,
  paymentAnswer,
  paymentsAnswer,
  SUCCEEDED,
} from '../fixtures.payments';
import { left, openAt, screen, textOf } from '../testing';

const state = () => screen.findByRole('region', { name: 'Stan płatności' });
const looks = () => fake.asked.filter(({ operation }) => operation === 'Payment');
const link = (name: string) => screen.getByRole('link', { name });

describe('while nobody knows', () => {
  it('says truthfully that it waits for the operator, and claims nothing', async () => {
    await openAt('/platnosc/pay1');
    expect(textOf(await state())).toContain('Czekamy na potwierdzenie operatora');
    expect(textOf()).not.toMatch(/Zapłacono|Dziękujemy/);
    expect(screen.getByRole('heading', { level: 1 }).textContent).toMatch(/^Płatność 53,63/);
    expect(document.title).toBe('Czekamy na potwierdzenie operatora');
  });

  it('goes on at the operator', async () => {
    const user = await openAt('/platnosc/pay1');
    await user.click(await screen.findByRole('button', { name: 'Dokończ u operatora' }));
    expect(left).toEqual([OPERATOR_PAGE]);
  });

  it('has no way on where the operator has not answered yet', async () => {
    fake.answer('Payment', paymentAnswer({ status: 'CREATED', redirectUrl: null }));
    await openAt('/platnosc/pay1');
    expect(textOf(await state())).toContain('Operator jeszcze nie potwierdził');
    expect(screen.queryByRole('button', { name: 'Dokończ u operatora' })).toBeNull();
  });

  it('lets nobody who may only look go on or cancel', async () => {
    fake.session({ role: 'VIEW' });
    await openAt('/platnosc/pay1');
    await state();
    expect(screen.queryAllByRole('button')).toEqual([]);
  });

  describe('on a clock', () => {
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
    const opened = async () => {
      await openAt('/platnosc/pay1');
      for (let tries = 0; tries < 100 && screen.queryAllByRole('region').length === 0; tries++) await pass(1);
    };

    it('asks again by itself without keeping the session alive, and turns', async () => {
      const query = jest.spyOn(client, 'query');
      await opened();
      fake.answer('Payment', paymentAnswer(SUCCEEDED));
      await pass(2100);
      expect(query.mock.calls.at(-1)![0].context).toEqual({ background: true });
      expect(textOf(await state())).toContain('Zapłacono');
      // A live region announces it.
      expect(textOf(within(await state()).getByRole('status'))).toContain('Zapłacono');
      const asked = looks().length;
      await pass(60_000);
      expect(looks()).toHaveLength(asked);
      query.mockRestore();
    });

    it('asks less and less often', async () => {
      await opened();
      await pass(60_000);
      const first = looks().length;
      await pass(60_000);
      const second = looks().length - first;
      expect(first).toBeGreaterThan(25);
      expect(second).toBeLessThan(15);
    });

    it('says when it cannot ask, and goes on asking', async () => {
      await opened();
      fake.answer('Payment', new Error('offline'));
      await pass(2100);
      expect(textOf(await state())).toContain('Próbujemy dalej');
      expect(textOf(await state())).toContain('Czekamy na potwierdzenie operatora');
      fake.answer('Payment', paymentAnswer(SUCCEEDED));
      await pass(2100);
      expect(textOf(await state())).toContain('Zapłacono');
      expect(textOf()).not.toContain('Próbujemy dalej');
    });

    it('still turns where a success follows a failure', async () => {
      fake.answer('Payment', paymentAnswer(FAILED));
      await opened();
      expect(textOf(await state())).toContain('Płatność się nie udała');
      fake.answer('Payment', paymentAnswer(SUCCEEDED));
      await pass(11_000);
      expect(textOf(await state())).toContain('Zapłacono');
    });
  });
});

describe('giving it up', () => {
  const ask = async () => {
    const user = await openAt('/platnosc/pay1');
    await user.click(await screen.findByRole('button', { name: 'Anuluj płatność' }));
    return user;
  };

  it('takes a second thought, and the question has the focus', async () => {
    const user = await ask();
    expect(textOf(document.activeElement!)).toContain('Anulować tę płatność?');
    await user.click(screen.getByRole('button', { name: 'Nie, zostaw' }));
    expect(screen.getByRole('button', { name: 'Anuluj płatność' })).toBeTruthy();
    expect(fake.asked.some(({ operation }) => operation === 'CancelPayment')).toBe(false);
  });

  it('frees the documents: they can be paid again', async () => {
    fake.answer('CancelPayment', cancelled({ status: 'CANCELLED', redirectUrl: null }));
    const user = await ask();
    await user.click(screen.getByRole('button', { name: 'Tak, anuluj' }));
    await screen.findByText('Płatność anulowano');
    expect(link('Spróbuj jeszcze raz').getAttribute('href')).toBe('/platnosc?documents=i1');
  });

  it.each([
    ['the operator has the money already', cancelled(null, 'PAYMENT_IN_PROGRESS'), /Być może właśnie/],
    ['the operator is away', cancelled({}, 'OPERATOR_UNAVAILABLE'), /teraz nie odpowiada/],
    ['there is no connection', new Error('offline'), /Brak połączenia/],
  ])('says when %s', async (_, answer, words) => {
    fake.answer('CancelPayment', answer);
    const user = await ask();
    await user.click(screen.getByRole('button', { name: 'Tak, anuluj' }));
    expect(textOf(await screen.findByRole('alert'))).toMatch(words);
    expect(textOf(await state())).toContain('Czekamy na potwierdzenie operatora');
  });
});

describe('once it is over', () => {
  it('that it failed, why, and how to try again with the same documents', async () => {
    fake.answer('Payment', paymentAnswer(FAILED));
    await openAt('/platnosc/pay1');
    expect(textOf(await state())).toContain('Płatność się nie udałaNa koncie zabrakło pieniędzy.');
    expect(link('Spróbuj jeszcze raz').getAttribute('href')).toBe('/platnosc?documents=i1');
    expect(screen.queryByRole('button', { name: 'Anuluj płatność' })).toBeNull();
  });

  it('that no reason was given, where none was', async () => {
    fake.answer('Payment', paymentAnswer({ ...FAILED, failure: null }));
    await openAt('/platnosc/pay1');
    expect(textOf(await state())).toContain('Operator nie podał powodu.');
  });

  it('that the time is over, without saying that nothing was taken', async () => {
    fake.answer('Payment', paymentAnswer({ status: 'EXPIRED', redirectUrl: null }));
    await openAt('/platnosc/pay1');
    expect(textOf(await state())).toContain('Minął czas na tę płatność');
    expect(textOf(await state())).toContain('Jeśli pieniądze zostały jednak pobrane');
  });

  it('tries the whole balance again where a document was paid in part', async () => {
    const items = [item('i1', '20.00', { outstanding: '53.63' })];
    fake.answer('Payment', paymentAnswer({ ...FAILED, items }));
    await openAt('/platnosc/pay1');
    await state();
    expect(link('Spróbuj jeszcze raz').getAttribute('href')).toBe('/platnosc');
  });

  it('that it is paid, that booking takes its time, and where the receipt is', async () => {
    fake.answer('Payment', paymentAnswer(SUCCEEDED));
    await openAt('/platnosc/pay1');
    const said = textOf(await state());
    expect(said).toContain('Zapłacono');
    expect(said).toContain('dokumenty mają stan „Opłacono, księgujemy”');
    expect(screen.getByRole('link', { name: /^Potwierdzenie/ }).getAttribute('href')).toBe(
      '/files/payments/pay1.pdf',
    );
    const facts = textOf(screen.getByRole('region', { name: 'Szczegóły' }));
    expect(facts).toContain('FV/i1Faktura rozliczeniowaOpłacono, księgujemy53,63 zł');
    expect(facts).toContain('23 listopada 2026, 10:00');
    expect(facts).toContain('SposóbBLIK');
    expect(screen.queryByRole('link', { name: /następną/ })).toBeNull();
  });

  it('that there is no such payment', async () => {
    fake.answer('Payment', fake.error('NOT_FOUND'));
    await openAt('/platnosc/nie-moja');
    await screen.findByRole('heading', { level: 1, name: 'Nie ma takiej płatności' });
    expect(document.title).toBe('Nie ma takiej płatności');
  });

  it('that it could not be loaded, and tries again', async () => {
    fake.answer('Payment', fake.error('INTERNAL', { reference: 'A7K2' }));
    const user = await openAt('/platnosc/pay1');
    expect(textOf(await screen.findByRole('alert'))).toContain('A7K2');
    fake.answer('Payment', paymentAnswer());
    await user.click(screen.getByRole('button', { name: 'Spróbuj ponownie' }));
    await state();
  });
});

describe('the history', () => {
  it('says when there has been no payment', async () => {
    fake.answer('Payments', paymentsAnswer([]));
    await openAt('/finanse/platnosci');
    expect(await screen.findByText(/Nie było jeszcze płatności/)).toBeTruthy();
  });

  it('lists payments with what each was for, its receipt, or the way on', async () => {
    fake.answer('Payments', paymentsAnswer([payment(), payment({ id: 'pay0', ...SUCCEEDED })]));
    await openAt('/finanse/platnosci');
    await screen.findByText('2 płatności');
    const [open, paid] = screen.getAllByRole('listitem').filter((one) => /2026/.test(textOf(one)));
    expect(textOf(open)).toContain('W toku53,63 złFV/i153,63 zł');
    expect(within(open!).getByRole('link', { name: 'Dokończ albo anuluj' }).getAttribute('href')).toBe(
      '/platnosc/pay1',
    );
    expect(
      within(paid!)
        .getByRole('link', { name: /^Potwierdzenie/ })
        .getAttribute('href'),
    ).toBe('/files/payments/pay1.pdf');
    expect(within(open!).queryByRole('link', { name: /^Potwierdzenie/ })).toBeNull();
  });

  it('shows more, and says when more could not be loaded', async () => {
    const many = Array.from({ length: 30 }, (_, n) => payment({ id: `pay${n}` }));
    fake.answer('Payments', paymentsAnswer(many));
    const user = await openAt('/finanse/platnosci');
    await screen.findByText('30 płatności');
    fake.answer('Payments', new Error('offline'));
    await user.click(screen.getByRole('button', { name: 'Pokaż więcej (zostało 10)' }));
    await screen.findByRole('alert');
    fake.answer('Payments', paymentsAnswer(many));
    await user.click(screen.getByRole('button', { name: 'Pokaż więcej (zostało 10)' }));
    await waitFor(() =>
      expect(screen.getAllByRole('link', { name: 'Dokończ albo anuluj' })).toHaveLength(30),
    );
    // The button disappeared with the last page: the focus is on the first new payment.
    expect(screen.queryByRole('button', { name: /Pokaż więcej/ })).toBeNull();
    const twentyFirst = document.querySelectorAll('.ebok-finance__payments > li')[20];
    expect(document.activeElement?.closest('.ebok-finance__payments > li')).toBe(twentyFirst);
  });

  it('says when it could not be loaded', async () => {
    fake.answer('Payments', new Error('offline'));
    await openAt('/finanse/platnosci');
    await screen.findByRole('alert');
  });
});
