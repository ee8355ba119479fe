import { failureTexts, keepFocusAround } from '@ebok/shell';
import { icons } from './Icon';

const Icon = icons({ warning: 'M12 3.5 2.5 20h19zM12 10v4.5M12 17.3v.2' });

interface Props {
  error: Error;
  onRetry: () => void;
  /** What failed, where nothing was to be loaded. */
  text?: string;
}

/** An error message with a Retry button. */
export function Failed({ error, onRetry, text }: Props) {
  const said = failureTexts(error);
  return (
    <div className="alert alert--danger" role="alert">
      <Icon name="warning" />
      <div className="stack stack--tight">
        <p>{text ?? said.text}</p>
        {said.reference && <p className="muted small">{said.reference}</p>}
        <div>
          <button
            type="button"
            className="button button--secondary"
            onClick={(event) => {
              keepFocusAround(event.currentTarget);
              onRetry();
            }}
          >
            {said.retry}
          </button>
        </div>
      </div>
    </div>
  );
}
