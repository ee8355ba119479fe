import { render } from '../frame';
import { BalanceTile } from './BalanceTile';
import { t } from '../texts';

/** The tile on home. */
function BalanceParcel() {
  return (
    <section className="card" aria-label={t('balance.title')} tabIndex={-1}>
      <BalanceTile>
        <a className="button button--secondary" href="/finanse">
          {t('balance.documents')}
        </a>
      </BalanceTile>
    </section>
  );
}

export const open = (element: HTMLElement, onFault: (error: unknown) => void) =>
  render(element, <BalanceParcel />, onFault);
