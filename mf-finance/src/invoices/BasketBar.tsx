import { format } from '@ebok/shell';
import { t } from '../texts';
import { Icon } from '../ui/Icon';
import { amountOf } from '../ui/money';
import { payText } from './payText';
import { archiveAddress, MOST_CHOSEN, payAddress, type Basket } from './selection';

/** The bar of selected documents: their sum, the limit of one payment, and the actions. */
export default function BasketBar({ basket, onClear }: { basket: Basket; onClear: () => void }) {
  const { ids, payable = [], sum, limit } = basket;
  const isOver = limit !== undefined && sum !== undefined && sum > limit;
  return (
    <section className="card ebok-finance__basket" aria-label={t('basket.label')} tabIndex={-1}>
      <p role="status">
        <Summary basket={basket} />
        {ids.length >= MOST_CHOSEN && ` ${t('basket.full', { most: MOST_CHOSEN })}`}
      </p>
      {limit !== undefined && payable.length > 0 && (
        <p className={`small muted ${isOver ? 'ebok-finance__over' : 'ebok-finance__limit'}`}>
          {t(basket.byTransfer ? 'basket.byTransfer' : isOver ? 'basket.over' : 'basket.limit', {
            limit: format.money(amountOf(limit)),
          })}
        </p>
      )}
      <button type="button" className="button button--quiet" aria-label={t('basket.clear')} onClick={onClear}>
        <Icon name="cross" />
        <span className="ebok-finance__wide">{t('basket.clear')}</span>
      </button>
      <a className="button button--quiet" aria-label={t('basket.zip')} href={archiveAddress(ids)} download>
        <Icon name="download" />
        <span className="ebok-finance__wide">{t('basket.zip')}</span>
      </a>
      {payable.length > 0 && (
        <a className="button" href={payAddress(payable)}>
          {payText(basket)}
        </a>
      )}
    </section>
  );
}

/** States how many of the selected documents the sum covers, where some cannot be paid. */
function Summary({ basket: { ids, payable, sum } }: { basket: Basket }) {
  const count = ids.length;
  const chosen = t('basket.uncounted', { count });
  if (!payable || (payable.length > 0 && sum === undefined)) return chosen;
  if (payable.length === 0) return `${chosen} ${t('basket.nothing')}`;
  const values = { count, payable: payable.length, sum: format.money(amountOf(sum!)) };
  return <strong>{t(payable.length < count ? 'basket.part' : 'basket.sum', values)}</strong>;
}
