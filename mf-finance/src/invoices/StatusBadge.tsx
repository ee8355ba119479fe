import { t } from '../texts';
import { Icon, type IconName } from '../ui/Icon';
import type { InvoiceStatus } from './generated/graphql';

type Shown = InvoiceStatus | 'BOOKING' | 'RETURNED';

const LOOKS: Record<Shown, { icon: IconName; tone: string }> = {
  OVERDUE: { icon: 'warning', tone: 'danger' },
  DUE: { icon: 'clock', tone: 'neutral' },
  PENDING: { icon: 'hourglass', tone: 'neutral' },
  BOOKING: { icon: 'check', tone: 'neutral' },
  PAID: { icon: 'check', tone: 'success' },
  RETURNED: { icon: 'check', tone: 'success' },
  CREDIT: { icon: 'plus', tone: 'info' },
};

interface StatusFacts {
  status: InvoiceStatus;
  outstanding: string;
  gross?: string;
}

/** The status to show: a paid document that is not booked yet, and a refund, differ from the API's status. */
export function shownStatus({ status, outstanding, gross }: StatusFacts): Shown {
  if (status === 'PENDING' && Number(outstanding) === 0) return 'BOOKING';
  if (status === 'PAID' && gross?.startsWith('-')) return 'RETURNED';
  return status;
}

/** The status of a document as a word with an icon, never by colour alone. */
export function StatusBadge({ invoice }: { invoice: StatusFacts }) {
  const shown = shownStatus(invoice);
  const { icon, tone } = LOOKS[shown];
  return (
    <span className={`badge badge--${tone}`}>
      <Icon name={icon} />
      {t(`status.${shown}`)}
    </span>
  );
}
