import type { ReactNode } from 'react';
import { t } from '../payments/texts';
import { Icon } from '../ui/Icon';

const WAYS = [
  { way: 'blik', icon: 'phone' },
  { way: 'card', icon: 'card' },
  { way: 'transfer', icon: 'bank' },
] as const;

/** What to expect at the operator: the ways to pay, the fee and the terms. */
export function HowToPay({ children }: { children?: ReactNode }) {
  return (
    <section className="card" aria-labelledby="how-to-pay">
      <h2 id="how-to-pay">{t('how.title')}</h2>
      <p>{t('how.where')}</p>
      <ul className="ebok-finance__rows ebok-finance__ways">
        {WAYS.map(({ way, icon }) => (
          <li key={way}>
            <Icon name={icon} />
            <span>
              <strong>{t(`how.${way}`)}</strong>
              <span className="muted small ebok-finance__line">{t(`how.${way}Hint`)}</span>
            </span>
          </li>
        ))}
      </ul>
      <p className="small">{t('how.fee')}</p>
      <p className="small">{t('how.terms')}</p>
      {children}
    </section>
  );
}
