import { format } from '@ebok/shell';
import { t } from '../texts';
import { CopyButton } from './CopyButton';

/** The account for a transfer in groups of four digits, with a button that copies it without spaces. */
export function Account({ account }: { account: string }) {
  return (
    <div className="ebok-finance__account">
      <span className="muted small">{t('transfer.account')}</span>
      <span className="ebok-finance__digits">{format.account(account)}</span>
      <CopyButton text={account} label={t('transfer.copyAccount')} />
    </div>
  );
}
