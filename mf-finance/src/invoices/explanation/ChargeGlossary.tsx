import { format } from '@ebok/shell';
import { Fold } from '../../ui/Fold';
import type { ChargeKind } from './generated/graphql';
import { amountOf, grosze } from '../../ui/money';
import type { Explanation } from './parts';
import { t } from './texts';

/** Every kind of charge of the document in plain words, largest first. */
export function ChargeGlossary({ charges }: { charges: Explanation['charges'] }) {
  const sums = new Map<ChargeKind, number>();
  for (const { kind, gross } of charges) sums.set(kind, (sums.get(kind) ?? 0) + grosze(gross));
  return (
    <Fold title={t('charges')}>
      <dl className="ebok-finance__glossary">
        {[...sums].map(([kind, sum]) => (
          <div key={kind}>
            <dt>
              {t(`kind.${kind}`)}
              {sum !== 0 && <span className="number">{format.money(amountOf(sum))}</span>}
            </dt>
            <dd>{t(`about.${kind}`)}</dd>
          </div>
        ))}
      </dl>
    </Fold>
  );
}
