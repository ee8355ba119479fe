import { render } from '../frame';
import { t } from '../texts';
import { BalanceTile } from './BalanceTile';

/** The tile on the home page. */
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
