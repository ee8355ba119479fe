import { t } from '../texts';
import { Icon } from './Icon';
import { referenceOf } from './errors';
import { keepFocusAround } from './focus';

/** What could not be loaded, and a way to try again. */
export function Failed({ error, onRetry }: { error: Error; onRetry: () => void }) {
  const reference = referenceOf(error);
  return (
    <div className="alert alert--danger" role="alert">
      <Icon name="warning" />
      <div className="stack stack--tight">
        <p>{t('failed.text')}</p>
        {reference && <p className="muted small ebok-inbox__line">{t('failed.reference', { reference })}</p>}
        <div>
          <button
            type="button"
            className="button button--secondary"
            onClick={(event) => {
              keepFocusAround(event.currentTarget);
              onRetry();
            }}
          >
            {t('failed.retry')}
          </button>
        </div>
      </div>
    </div>
  );
}
