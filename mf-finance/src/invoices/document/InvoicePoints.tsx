import { CopyButton } from '../../ui/CopyButton';
import { LongList } from '../../ui/Fold';
import type { WholeInvoice } from './invoiceParts';
import { t } from './texts';

/** The consumption points of the document. */
export function InvoicePoints({
  points,
}: {
  points: Omit<WholeInvoice['consumptionPoints'][number], '__typename'>[];
}) {
  if (points.length === 0) return null;
  return (
    <section className="card" aria-labelledby="points">
      <h2 id="points">{t('points.title', { count: points.length })}</h2>
      <LongList count={points.length} title={t('points.show', { count: points.length })}>
        <ul className="ebok-finance__rows">
          {points.map(({ id, ppe, label, ownLabel, tariff }) => (
            <li key={id} className="stack stack--tight">
              <strong lang={ownLabel ? undefined : 'pl'}>{ownLabel ?? label}</strong>
              {ownLabel && ownLabel !== label && <span lang="pl">{label}</span>}
              <dl className="facts">
                <div>
                  <dt>{t('points.ppe')}</dt>
                  <dd>
                    <span className="ebok-finance__digits">{ppe}</span>{' '}
                    <CopyButton text={ppe} label={t('points.copyPpe', { ppe })} />
                  </dd>
                </div>
                {tariff && (
                  <div>
                    <dt>{t('points.tariff')}</dt>
                    <dd>{tariff}</dd>
                  </div>
                )}
              </dl>
            </li>
          ))}
        </ul>
      </LongList>
    </section>
  );
}
