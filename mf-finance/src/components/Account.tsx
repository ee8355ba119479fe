import { format } from '@ebok/shell';
import { t } from '../texts';
import { CopyButton } from './CopyButton';

/** Where to send a transfer, in groups of four as people read it out, copied without the spaces. */
export function Account({ account }: { account: string }) {
  return (
    <div className="ebok-finance__account">
      <span className="muted small">{t('transfer.account')}</span>
      {/* With plain spaces it may break on a narrow screen. */}
      <span className="ebok-finance__digits">{format.account(account).replaceAll('\u00a0', ' ')}</span>
      <CopyButton text={account} label={t('transfer.copyAccount')} />
    </div>
  );
}
