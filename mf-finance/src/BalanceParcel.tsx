import { navigate } from '@ebok/shell';
import type { MouseEvent } from 'react';
import { render } from './frame';
import { BalanceTile } from './pages/BalanceTile';
import { t } from './texts';

/** The tile on home. */
function BalanceParcel() {
  return (
    <section className="card" aria-label={t('balance.title')}>
      <BalanceTile>
        <p>
          <a href="/finanse" onClick={follow}>
            {t('balance.documents')}
          </a>
        </p>
      </BalanceTile>
    </section>
  );
}

/** Home is the shell's page, so the shell leads from it; a new tab stays the browser's business. */
function follow(event: MouseEvent<HTMLAnchorElement>) {
  if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey || event.button !== 0) return;
  event.preventDefault();
  navigate('/finanse');
}

export const open = (element: HTMLElement, onFault: (error: unknown) => void) =>
  render(element, <BalanceParcel />, onFault);
