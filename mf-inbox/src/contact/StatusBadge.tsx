import { Icon, type IconName } from './Icon';
import type { TicketStatus } from './generated/graphql';
import { t } from './texts';

const LOOKS: Record<TicketStatus, { tone: string; icon: IconName }> = {
  RECEIVED: { tone: 'info', icon: 'inbox' },
  IN_PROGRESS: { tone: 'warning', icon: 'clock' },
  ANSWERED: { tone: 'success', icon: 'answer' },
  CLOSED: { tone: 'neutral', icon: 'check' },
};

/** The state of a request in words, with an icon. */
export function StatusBadge({ status }: { status: TicketStatus }) {
  const { tone, icon } = LOOKS[status];
  return (
    <span className={`badge badge--${tone}`}>
      <Icon name={icon} />
      {t(`status.${status}`)}
    </span>
  );
}
