import { keepFocusAround, referenceOf } from '@ebok/shell';
import { unavailableText } from '../api/unavailable';
import { icons } from './Icon';

const Icon = icons({ warning: 'M12 3.5 2.5 20h19zM12 10v4.5M12 17.3v.2' });

interface Props {
  error: Error;
  onRetry: () => void;
  /** The slice's catalogue: failed.text, failed.reference, failed.retry. */
  t: (key: 'failed.text' | 'failed.reference' | 'failed.retry', values?: { reference: string }) => string;
}

/** An error message with a Retry button. */
export function Failed({ error, onRetry, t }: Props) {
  const reference = referenceOf(error);
  return (
    <div className="alert alert--danger" role="alert">
      <Icon name="warning" />
      <div className="stack stack--tight">
        <p>{unavailableText(error) ?? t('failed.text')}</p>
        {reference && <p className="muted small">{t('failed.reference', { reference })}</p>}
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
