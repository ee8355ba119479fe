import { format } from '@ebok/shell';
import { useState } from 'react';
import { t } from '../texts';
import { Icon } from './Icon';
import { amountOf } from './money';
import { archiveAddress, MOST_CHOSEN, payAddress, type Basket } from './selection';

/** What was chosen, what can be paid of it against the limit of one payment, and the ways on: always in sight. */
export function BasketBar({ basket, onClear }: { basket: Basket; onClear: () => void }) {
  const { ids, payable = [], sum, limit, chooseAll } = basket;
  const [all, setAll] = useState<'busy' | 'failed'>();
  const count = ids.length;

  const pressAll = async () => {
    if (all === 'busy') return;
    setAll('busy');
    try {
      await chooseAll();
      setAll(undefined);
    } catch {
      setAll('failed');
    }
  };
  return (
    <section className="card ebok-finance__basket" aria-label={t('basket.label')} tabIndex={-1}>
      <div>
        <p role="status">
          <Said basket={basket} />
          {count >= MOST_CHOSEN && ` ${t('basket.full', { most: MOST_CHOSEN })}`}
        </p>
        {limit !== undefined && (count === 0 || payable.length > 0) && (
          <p className="small muted">
            {t(sum !== undefined && sum > limit ? 'basket.over' : 'basket.limit', {
              limit: format.money(amountOf(limit)),
            })}
          </p>
        )}
        {all === 'failed' && (
          <p className="field__problem" role="alert">
            {t('failed.text')}
          </p>
        )}
      </div>
      {count === 0 ? (
        <button
          type="button"
          className="button button--secondary"
          aria-busy={all === 'busy'}
          onClick={() => void pressAll()}
        >
          {t('basket.all')}
        </button>
      ) : (
        <>
          <button type="button" className="button button--quiet" onClick={onClear}>
            {t('basket.clear')}
          </button>
          <div className="cluster">
            <a className="button button--secondary" href={archiveAddress(ids)}>
              <Icon name="download" />
              {t('basket.zip')}
            </a>
            {payable.length > 0 && (
              <a className="button" href={payAddress(payable)}>
                {t('basket.pay')}
              </a>
            )}
          </div>
        </>
      )}
    </section>
  );
}

/** Never a sum that would be taken for that of all: what cannot be paid is told apart. */
function Said({ basket: { ids, payable, sum } }: { basket: Basket }) {
  const count = ids.length;
  if (count === 0) return t('basket.empty');
  const chosen = t('basket.uncounted', { count });
  if (!payable || (payable.length > 0 && sum === undefined)) return chosen;
  if (payable.length === 0) return `${chosen} ${t('basket.nothing')}`;
  const values = { count, payable: payable.length, sum: format.money(amountOf(sum!)) };
  return <strong>{t(payable.length < count ? 'basket.part' : 'basket.sum', values)}</strong>;
}
