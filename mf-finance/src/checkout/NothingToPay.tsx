import { t } from './texts';
import { Icon } from '../ui/Icon';

interface Props {
  /** Something is on its way, which has been said above. */
  held: boolean;
  /** Documents were chosen, so nothing is said of others. */
  chosen: boolean;
}

/** Nothing can be paid now. */
export function NothingToPay({ held, chosen }: Props) {
  if (held) return null;
  return (
    <div className="card found__none">
      <p className="ebok-finance__outcome">
        <Icon name={chosen ? 'info' : 'check'} />
        {t(chosen ? 'nothing.chosen' : 'nothing.text')}
      </p>
      <a className="button" href="/finanse">
        {t('nothing.back')}
      </a>
    </div>
  );
}
