import { format } from '@ebok/shell';
import type { WholeInvoice } from './invoiceParts';
import { t } from './texts';

/** Consumption in this period compared with the same period a year earlier, where the document states it. */
export function YearComparison({ invoice }: { invoice: WholeInvoice }) {
  const { previousYearKwh: before, readings, kind } = invoice;
  if (before === null) return null;
  // A correction repeats the corrected readings, so their sum would count the same energy twice.
  const comparable = readings.length > 0 && kind !== 'CORRECTION';
  const now = comparable ? readings.reduce((sum, { usedKwh }) => sum + usedKwh, 0) : null;
  const most = Math.max(before, now ?? 0);
  return (
    <section className="card" aria-labelledby="comparison">
      <h2 id="comparison">{t('comparison.title')}</h2>
      {now !== null && <p>{sentence(now, before)}</p>}
      <dl className="ebok-finance__bars">
        {now !== null && <Bar name={t('comparison.now')} kwh={now} most={most} current />}
        <Bar name={t('comparison.before')} kwh={before} most={most} />
      </dl>
    </section>
  );
}

function Bar({ name, kwh, most, current }: { name: string; kwh: number; most: number; current?: boolean }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>
        <span className="ebok-finance__track" aria-hidden="true">
          <span
            className={current ? 'ebok-finance__bar ebok-finance__bar-now' : 'ebok-finance__bar'}
            style={{ inlineSize: `${most > 0 ? Math.max(0, (100 * kwh) / most) : 0}%` }}
          />
        </span>
        <span className="number">{format.energy(kwh)}</span>
      </dd>
    </div>
  );
}

function sentence(now: number, before: number): string {
  const difference = Math.abs(now - before);
  if (difference < 0.0005) return t('comparison.same');
  return t(now < before ? 'comparison.less' : 'comparison.more', { energy: format.energy(difference) });
}
