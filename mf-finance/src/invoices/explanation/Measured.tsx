import { format, session } from '@ebok/shell';
import type { MeasuredUseReason } from './generated/graphql';
import type { Explanation } from './parts';
import { t } from './texts';

type Use = NonNullable<Explanation['measured']>;

/** What the meter's hours say of the document's period, and why the document says something else. */
export function Measured({ id, measured }: { id: string; measured: Use }) {
  const { kwh, billedKwh, reasons } = measured;
  const more = billedKwh - kwh;
  const values = {
    kwh: format.energy(kwh),
    billed: format.energy(billedKwh),
    difference: format.energy(Math.abs(more)),
  };
  return (
    <div className="stack stack--tight">
      <h3>{t('measured.title')}</h3>
      <p>{t(`measured.${reasons.length === 0 ? 'same' : more > 0 ? 'more' : 'less'}`, values)}</p>
      {reasons.length > 0 && (
        <>
          <p>{t('measured.why')}</p>
          <ul className="ebok-finance__reasons">
            {reasons.map((reason) => (
              <li key={reason}>{reasonText(reason, measured)}</li>
            ))}
          </ul>
        </>
      )}
      {reasons.includes('UNEXPLAINED') && session.current?.role !== 'VIEW' && (
        <p>
          <a href={`/kontakt/nowe?topic=INVOICE&invoice=${encodeURIComponent(id)}`}>{t('measured.ask')}</a>
        </p>
      )}
    </div>
  );
}

function reasonText(reason: MeasuredUseReason, { missingDays, estimatedDays }: Use): string {
  if (reason === 'DAYS_MISSING') return t('reason.DAYS_MISSING', { count: missingDays });
  if (reason === 'DAYS_ESTIMATED') return t('reason.DAYS_ESTIMATED', { count: estimatedDays });
  return t(`reason.${reason}`);
}
