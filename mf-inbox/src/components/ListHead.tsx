import { t } from '../texts';
import { Icon } from './Icon';

interface Props {
  /** Undefined until it and the list are known. */
  unread: number | undefined;
  isMarking: boolean;
  onMarkAll: () => void;
}

/** The page's title with what concerns all messages. The button stays when nothing is unread, so nothing jumps. */
export function ListHead({ unread, isMarking, onMarkAll }: Props) {
  const isIdle = unread !== undefined && unread > 0 && !isMarking;
  return (
    <div className="page-head">
      <h1>{t('messages.title')}</h1>
      <div className="cluster">
        <button
          type="button"
          className="button button--quiet button--small ebok-inbox__head"
          aria-disabled={!isIdle}
          onClick={() => isIdle && onMarkAll()}
        >
          <Icon name="read" />
          {t(isMarking ? 'markAll.running' : 'markAll.button')}
        </button>
        <a className="button button--quiet button--small ebok-inbox__head" href="/wiadomosci/ustawienia">
          <Icon name="bell" />
          {t('messages.settings')}
        </a>
      </div>
    </div>
  );
}
