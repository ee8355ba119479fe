import { t } from '../../texts/payments';
import { Icon } from '../Icon';

/** Nothing can be paid now; where something is on its way, that has been said above. */
export function NothingToPay({ held }: { held: boolean }) {
  if (held) return null;
  return (
    <div className="card found__none">
      <p className="ebok-finance__outcome">
        <Icon name="check" />
        {t('nothing.text')}
      </p>
      <a className="button" href="/finanse">
        {t('nothing.back')}
      </a>
    </div>
  );
}
