import { t } from '../payments/texts';
import { Account } from '../ui/Account';
import { Icon } from '../ui/Icon';
import type { Refusal } from './refusals';

/** Codes with a sentence of their own; all others share one. */
const KNOWN_CODES = [
  'ALREADY_PAID',
  'NOTHING_TO_PAY',
  'NOT_FOUND',
  'OPERATOR_UNAVAILABLE',
  'OVER_LIMIT',
  'PAYMENT_IN_PROGRESS',
  'RATE_LIMITED',
  'ROLE',
  'UNREACHABLE',
] as const;

/** The reason why a payment did not start, and what can be done. */
export function Refused({ refusal, account }: { refusal: Refusal; account: string | null }) {
  const { code, paymentId, reference } = refusal;
  const known = KNOWN_CODES.find((one) => one === code) ?? 'OTHER';
  return (
    <div className="alert alert--danger" role="alert">
      <Icon name="warning" />
      <div className="stack stack--tight">
        <p>{t(`refusal.${known}`)}</p>
        {reference && <p className="muted small">{reference}</p>}
        {paymentId && (
          <div>
            <a className="button button--secondary" href={`/platnosc/${encodeURIComponent(paymentId)}`}>
              {t('part.see')}
            </a>
          </div>
        )}
        {code === 'OPERATOR_UNAVAILABLE' && account && <Account account={account} />}
      </div>
    </div>
  );
}
