import type { InvoiceStatus } from '../operations/generated/graphql';
import { t } from '../texts';
import { Icon, type IconName } from './Icon';

const LOOKS: Record<InvoiceStatus, { icon: IconName; tone: string }> = {
  OVERDUE: { icon: 'warning', tone: 'danger' },
  DUE: { icon: 'clock', tone: 'neutral' },
  PENDING: { icon: 'hourglass', tone: 'neutral' },
  PAID: { icon: 'check', tone: 'success' },
  CREDIT: { icon: 'plus', tone: 'info' },
};

/** A document's state in a word, with a sign beside it: never by colour alone. */
export function StatusBadge({ status }: { status: InvoiceStatus }) {
  const { icon, tone } = LOOKS[status];
  return (
    <span className={`badge badge--${tone}`}>
      <Icon name={icon} />
      {t(`status.${status}`)}
    </span>
  );
}
