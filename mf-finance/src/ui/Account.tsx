import { format } from '@ebok/shell';
import { t } from '../texts';
import { CopyButton } from './CopyButton';

/** Where to send a transfer, in groups of four as people read it out, copied without the spaces. */
export function Account({ account }: { account: string }) {
  return (
    <div className="ebok-finance__account">
      <span className="muted small">{t('transfer.account')}</span>
      <span className="ebok-finance__digits">{grouped(account)}</span>
      <CopyButton text={account} label={t('transfer.copyAccount')} />
    </div>
  );
}

/** With plain spaces, so that it may break on a narrow screen; an account from abroad stays as it was written. */
function grouped(account: string): string {
  return /^\d{26}$/.test(account) ? format.account(account).replaceAll('\u00a0', ' ') : account;
}
