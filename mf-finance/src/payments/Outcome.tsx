import { Icon, type IconName } from '../ui/Icon';
import type { Payment } from './payment';
import { t } from './texts';

const LOOKS: Record<Payment['status'], { icon: IconName; tone: string }> = {
  CREATED: { icon: 'hourglass', tone: 'neutral' },
  PENDING: { icon: 'hourglass', tone: 'neutral' },
  SUCCEEDED: { icon: 'check', tone: 'success' },
  FAILED: { icon: 'warning', tone: 'danger' },
  EXPIRED: { icon: 'clock', tone: 'danger' },
  CANCELLED: { icon: 'cross', tone: 'neutral' },
};

/** The state of a payment; screen readers announce its changes. */
export function Outcome({ payment: { status, failure } }: { payment: Payment }) {
  const { icon, tone } = LOOKS[status];
  return (
    <div role="status" className="stack stack--tight">
      <p className={`ebok-finance__outcome ebok-finance__outcome--${tone}`}>
        <Icon name={icon} />
        {t(`payment.${status}`)}
      </p>
      {status === 'FAILED' && <p>{failure ?? t('payment.failureUnknown')}</p>}
      <p>{t(`payment.${status}.hint`)}</p>
    </div>
  );
}

/** The state of a payment as a badge, for lists. */
export function PaymentBadge({ status }: Pick<Payment, 'status'>) {
  const { icon, tone } = LOOKS[status];
  return (
    <span className={`badge badge--${tone}`}>
      <Icon name={icon} />
      {t(`payment.${status}.word`)}
    </span>
  );
}
