import { format } from '@ebok/shell';
import { useId } from 'react';
import { t } from '../texts';
import { Account } from './Account';
import { CopyButton } from './CopyButton';
import { grosze, amountOf } from './money';
import { TransferQr } from './TransferQr';

/** The QR code has six digits for the amount in grosze. */
const MOST_IN_CODE = 999_999;

interface Props {
  title: string;
  account: string | null;
  recipient: string;
  /** The title of the transfer. */
  subject: string;
  amount: string;
  /** The text of the transfer's QR code; null without a code. */
  code: string | null;
}

function Copied({ text, label, children }: { text: string; label: string; children: string }) {
  return (
    <span className="ebok-finance__copied">
      <span className="number">{children}</span>
      <CopyButton text={text} label={label} />
    </span>
  );
}

/** The data of a transfer, to copy or to scan. */
export function Transfer({ title, account, recipient, subject, amount, code }: Props) {
  const heading = useId();
  return (
    <section className="card ebok-finance__transfer" aria-labelledby={heading}>
      <h2 id={heading}>{title}</h2>
      {account ? <Account account={account} /> : <p>{t('transfer.noAccount')}</p>}
      <dl className="facts">
        <div>
          <dt>{t('transfer.recipient')}</dt>
          <dd>{recipient}</dd>
        </div>
        <div>
          <dt>{t('transfer.subject')}</dt>
          <dd>
            <Copied text={subject} label={t('transfer.copySubject')}>
              {subject}
            </Copied>
          </dd>
        </div>
        <div>
          <dt>{t('transfer.amount')}</dt>
          <dd>
            {/* Copied in the format of bank forms: a comma, no grouping, no currency. */}
            <Copied text={amount.replace('.', ',')} label={t('transfer.copyAmount')}>
              {format.money(amount)}
            </Copied>
          </dd>
        </div>
      </dl>
      {code && <TransferQr code={code} />}
      {account && grosze(amount) > MOST_IN_CODE && (
        <p className="muted small">{t('transfer.noQr', { most: format.money(amountOf(MOST_IN_CODE)) })}</p>
      )}
    </section>
  );
}
