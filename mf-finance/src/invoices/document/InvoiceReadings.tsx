import { format } from '@ebok/shell';
import { LongList } from '../../ui/Fold';
import { period } from '../../ui/period';
import { printed } from '../../ui/printed';
import type { WholeInvoice } from './invoiceParts';
import { Term } from './terms/Term';
import { t } from './texts';

/** The meter readings, zone by zone. */
export function InvoiceReadings({ readings }: { readings: WholeInvoice['readings'] }) {
  if (readings.length === 0) return null;
  return (
    <section className="card" aria-labelledby="readings">
      <h2 id="readings">{t('readings.title')}</h2>
      <LongList count={readings.length} title={t('readings.show', { count: readings.length })}>
        <table className="table ebok-finance__readings" role="table" aria-labelledby="readings">
          <thead role="rowgroup">
            <tr role="row">
              <th role="columnheader">{t('readings.meter')}</th>
              <th role="columnheader">{t('readings.period')}</th>
              <th role="columnheader">{t('readings.states')}</th>
              <th role="columnheader" className="table__number">
                {t('readings.used')}
              </th>
              <th role="columnheader">{t('readings.method')}</th>
            </tr>
          </thead>
          <tbody role="rowgroup">
            {readings.map((reading, index) => (
              <tr role="row" key={index}>
                <th role="rowheader" scope="row">
                  {reading.meterNumber}
                  {reading.zone && (
                    <span className="muted small ebok-finance__line">
                      <Term text={reading.zone} />
                    </span>
                  )}
                </th>
                <td role="cell" data-label={t('readings.period')}>
                  {period(reading.from, reading.to)}
                </td>
                <td role="cell" data-label={t('readings.states')}>
                  <span className="number">
                    {printed(reading.previous)} <span aria-hidden="true">→</span>
                    <span className="visually-hidden"> {t('readings.to')} </span> {printed(reading.current)}
                  </span>
                </td>
                <td role="cell" data-label={t('readings.used')} className="table__number">
                  {format.energy(reading.usedKwh)}
                </td>
                <td role="cell" data-label={t('readings.method')}>
                  {reading.method ? <Term text={reading.method} /> : '–'}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </LongList>
    </section>
  );
}
