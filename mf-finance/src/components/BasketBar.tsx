import { format } from '@ebok/shell';
import { useState } from 'react';
import { t } from '../texts';
import { amountOf } from './money';
import { MOST_CHOSEN, payAddress, type Basket } from './selection';

/** What was chosen, what it comes to against the limit of one payment, and the way on: always in sight. */
export function BasketBar({ basket, onClear }: { basket: Basket; onClear: () => void }) {
  const { ids, sum, limit, chooseAll } = basket;
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
          {count === 0 && t('basket.empty')}
          {count > 0 && sum === undefined && t('basket.uncounted', { count })}
          {count > 0 && sum !== undefined && (
            <strong>{t('basket.sum', { count, sum: format.money(amountOf(sum)) })}</strong>
          )}
          {count >= MOST_CHOSEN && ` ${t('basket.full', { most: MOST_CHOSEN })}`}
        </p>
        {limit !== undefined && (
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
        <div className="cluster">
          <button type="button" className="button button--quiet" onClick={onClear}>
            {t('basket.clear')}
          </button>
          <a className="button" href={payAddress(ids)}>
            {t('basket.pay')}
          </a>
        </div>
      )}
    </section>
  );
}
