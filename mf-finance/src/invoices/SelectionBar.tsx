import { format } from '@ebok/shell';
import { t } from '../texts';
import { Icon } from '../ui/Icon';
import { amountOf } from '../ui/money';
import { payText } from './payText';
import { archiveAddress, MOST_SELECTED, payAddress, type Selection } from './selection';

/** The bar of selected documents: their sum, the limit of one payment, and the actions. */
export default function SelectionBar({ selection, onClear }: { selection: Selection; onClear: () => void }) {
  const { ids, payable = [], sum, limit } = selection;
  const isOver = limit !== undefined && sum !== undefined && sum > limit;
  return (
    <section className="card ebok-finance__selection-bar" aria-label={t('selection.label')} tabIndex={-1}>
      <p role="status">
        <Summary selection={selection} />
        {ids.length >= MOST_SELECTED && ` ${t('selection.full', { most: MOST_SELECTED })}`}
      </p>
      {limit !== undefined && payable.length > 0 && (
        <p className={`small muted ${isOver ? 'ebok-finance__over' : 'ebok-finance__limit'}`}>
          {t(selection.byTransfer ? 'selection.byTransfer' : isOver ? 'selection.over' : 'selection.limit', {
            limit: format.money(amountOf(limit)),
          })}
        </p>
      )}
      <button
        type="button"
        className="button button--quiet"
        aria-label={t('selection.clear')}
        onClick={onClear}
      >
        <Icon name="cross" />
        <span className="ebok-finance__wide">{t('selection.clear')}</span>
      </button>
      <a className="button button--quiet" aria-label={t('selection.zip')} href={archiveAddress(ids)} download>
        <Icon name="download" />
        <span className="ebok-finance__wide">{t('selection.zip')}</span>
      </a>
      {payable.length > 0 && (
        <a className="button" href={payAddress(payable)}>
          {payText(selection)}
        </a>
      )}
    </section>
  );
}

/** States how many of the selected documents the sum covers, where some cannot be paid. */
function Summary({ selection: { ids, payable, sum } }: { selection: Selection }) {
  const count = ids.length;
  const selected = t('selection.uncounted', { count });
  if (!payable || (payable.length > 0 && sum === undefined)) return selected;
  if (payable.length === 0) return `${selected} ${t('selection.nothing')}`;
  const values = { count, payable: payable.length, sum: format.money(amountOf(sum!)) };
  return <strong>{t(payable.length < count ? 'selection.part' : 'selection.sum', values)}</strong>;
}
