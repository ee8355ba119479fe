import { keepFocusAround } from '@ebok/shell';
import { t } from '../texts';

/** Offers messages that arrived meanwhile. They do not push the list away under the reader's finger. */
export function News({ shown, onShow }: { shown: boolean; onShow: () => void }) {
  return (
    <div role="status">
      {shown && (
        <p className="alert alert--info ebok-inbox__news">
          <span>{t('news.text')}</span>
          <button
            type="button"
            className="button button--secondary button--small"
            onClick={({ currentTarget }) => {
              keepFocusAround(currentTarget);
              onShow();
            }}
          >
            {t('news.show')}
          </button>
        </p>
      )}
    </div>
  );
}
