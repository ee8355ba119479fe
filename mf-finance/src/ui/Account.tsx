import { format } from '@ebok/shell';
import { t } from '../texts';
import { CopyButton } from './CopyButton';

/** The account for a transfer in groups of four digits, with a button that copies it without spaces. */
export function Account({ account }: { account: string }) {
  return (
    <div className="ebok-finance__account">
      <span className="muted small">{t('transfer.account')}</span>
      <span className="ebok-finance__digits">{grouped(account)}</span>
      <CopyButton text={account} label={t('transfer.copyAccount')} />
    </div>
  );
}

/** A Polish account number with breaking spaces, for narrow screens; a foreign one stays as it is. */
function grouped(account: string): string {
  return /^\d{26}$/.test(account) ? format.account(account).replaceAll('\u00a0', ' ') : account;
}
