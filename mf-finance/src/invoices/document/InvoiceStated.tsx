import { format } from '@ebok/shell';
import { sumOf } from '../../ui/money';
import type { WholeInvoice } from './invoiceParts';
import { t } from './texts';
import { vatRate } from './vatRate';

type Party = Pick<NonNullable<WholeInvoice['buyer']>, 'name' | 'identifier' | 'address'>;

/** The parties other than the seller, and the VAT by rate, as the document states them. */
export function InvoiceStated({ invoice }: { invoice: WholeInvoice }) {
  const { buyer, otherParties, vatRates } = invoice;
  if (!buyer && otherParties.length + vatRates.length === 0) return null;
  return (
    <section className="card" aria-labelledby="stated">
      <h2 id="stated">{t('stated.title')}</h2>
      <dl className="ebok-finance__stated">
        {buyer && <PartyRow title={t('stated.buyer')} party={buyer} />}
        {otherParties.map((party, index) => (
          <PartyRow key={index} title={titleOf(party)} party={party} />
        ))}
        {vatRates.map((rate, index) => (
          <div key={index}>
            <dt>{`${t('lines.vatRate')}: ${vatRate(rate.rate)}`}</dt>
            <dd>{sumsOf(rate)}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function PartyRow({ title, party: { name, identifier, address } }: { title: string; party: Party }) {
  return (
    <div>
      <dt>{title}</dt>
      <dd lang="pl">{[name, identifier, ...address].filter(Boolean).join(', ')}</dd>
    </div>
  );
}

function titleOf({ title, share }: WholeInvoice['otherParties'][number]): string {
  return share ? `${title} (${share}%)` : title;
}

/** The net alone where the VAT is unknown. */
function sumsOf({ net, vat }: WholeInvoice['vatRates'][number]): string {
  const sums = [named('invoice.net', net)];
  if (vat !== null) sums.push(named('invoice.vat', vat), named('invoice.gross', sumOf([net, vat])));
  return sums.join(' · ');
}

function named(key: 'invoice.net' | 'invoice.vat' | 'invoice.gross', amount: string): string {
  return `${t(key)}\u00a0${format.money(amount)}`;
}
