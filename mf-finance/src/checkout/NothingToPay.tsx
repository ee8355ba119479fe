import { t } from '../payments/texts';
import { Icon } from '../ui/Icon';

interface Props {
  /** An open payment holds documents; another alert on the page says so. */
  held: boolean;
  /** The plan names documents, rather than the whole balance. */
  selected: boolean;
}

/** Shown in place of payments when nothing can be paid. */
export function NothingToPay({ held, selected }: Props) {
  if (held) return null;
  return (
    <div className="card found__none">
      <p className="ebok-finance__outcome">
        <Icon name={selected ? 'info' : 'check'} />
        {t(selected ? 'nothing.selected' : 'nothing.text')}
      </p>
      <a className="button" href="/finanse">
        {t('nothing.back')}
      </a>
    </div>
  );
}
