import { useQuery } from '@apollo/client/react';
import { isNotFound, session } from '@ebok/shell';
import { Failed, icons, useTitle } from '@ebok/shell/react';
import { lazy, Suspense } from 'react';
import { useParams } from 'wouter';
import { Icon } from '../../ui/Icon';
import { PageSkeleton } from '../../ui/PageSkeleton';
import { documentList } from '../documentList';
import { LazyExplanation } from '../explanation/LazyExplanation';
import { kindText } from '../kinds';
import { NotFoundPage } from '../NotFoundPage';
import { Corrections } from './Corrections';
import { InvoiceDocument, type InvoiceQuery } from './generated/graphql';
import { InvoiceDetails } from './InvoiceDetails';
import { InvoiceLines } from './InvoiceLines';
import { InvoicePoints } from './InvoicePoints';
import { InvoiceReadings } from './InvoiceReadings';
import { InvoiceStated } from './InvoiceStated';
import { InvoiceSummary } from './InvoiceSummary';
import { t } from './texts';
import { TransferCard } from './TransferCard';
import { YearComparison } from './YearComparison';

// Loaded on demand with the texts of payments: most documents have none.
const InvoicePayments = lazy(() => import('../../payments/InvoicePayments'));

// The list of documents loads without it.
const AskIcon = icons({ chat: 'M4 5h16v11H11l-4.5 4v-4H4zM8 9h8M8 12h5' });

/** One document: what to pay and how, then its contents. */
export default function InvoicePage() {
  const { id } = useParams<{ id: string }>();
  const { data, error, refetch } = useQuery(InvoiceDocument, {
    variables: { id },
    fetchPolicy: 'cache-and-network',
  });
  if (!data && isNotFound(error)) return <NotFoundPage />;
  return (
    <article className="ebok-finance__page" tabIndex={-1}>
      <div className="cluster cluster--apart ebok-finance__back">
        <a className="ebok-finance__way-back" href={documentList.address}>
          <Icon name="back" />
          {t('invoice.back')}
        </a>
        {data && (
          <div className="cluster">
            <a
              className="button button--quiet"
              href={data.customer.invoice.pdfUrl}
              target="_blank"
              rel="noreferrer"
            >
              <Icon name="download" />
              {t('invoice.pdf')}
              <span className="visually-hidden"> {t('invoice.newTab')}</span>
            </a>
            <button type="button" className="button button--quiet" onClick={() => window.print()}>
              <Icon name="print" />
              {t('invoice.print')}
            </button>
            {session.current?.role !== 'VIEW' && (
              <a className="button button--quiet" href={contactAddress(data.customer.invoice.id)}>
                <AskIcon name="chat" />
                {t('invoice.ask')}
              </a>
            )}
          </div>
        )}
      </div>
      {/* One heading before and after loading: it holds the focus after navigation from the list. */}
      <Heading invoice={data?.customer.invoice} />
      {data ? (
        <Content data={data} />
      ) : error ? (
        <Failed error={error} onRetry={() => void refetch()} />
      ) : (
        <PageSkeleton />
      )}
    </article>
  );
}

/** The form for a request, about this document. */
const contactAddress = (id: string) => `/kontakt/nowe?topic=INVOICE&invoice=${encodeURIComponent(id)}`;

function Heading({ invoice }: { invoice: InvoiceQuery['customer']['invoice'] | undefined }) {
  const title = invoice ? `${kindText(invoice)} ${invoice.number}` : t('invoice.title');
  useTitle(title);
  return <h1>{title}</h1>;
}

function Content({ data: { customer, service } }: { data: InvoiceQuery }) {
  const { invoice, bankAccount } = customer;
  return (
    <>
      <div className="ebok-finance__columns">
        <InvoiceSummary invoice={invoice} limit={service.paymentLimit.pln} />
        <TransferCard
          invoice={invoice}
          account={invoice.bankAccount ?? bankAccount}
          recipient={invoice.payee}
        />
      </div>
      {invoice.annotations.map((words) => (
        // The law requires these words on the document, in Polish.
        <p key={words} lang="pl">
          <strong>{words}</strong>
        </p>
      ))}
      {invoice.payments.length > 0 && (
        <Suspense>
          <InvoicePayments payments={invoice.payments} />
        </Suspense>
      )}
      <Corrections corrects={invoice.correctsAll} correctedBy={invoice.correctedBy} />
      <InvoiceLines invoice={invoice} />
      <LazyExplanation key={invoice.id} invoice={invoice} />
      <InvoiceStated invoice={invoice} />
      <YearComparison invoice={invoice} />
      <InvoiceReadings readings={invoice.readings} />
      <InvoicePoints points={pointsOf(invoice)} />
      <InvoiceDetails details={invoice.details} />
    </>
  );
}

/** As printed on the document, because tariff and address may have changed since, with the name that the customer gave. */
function pointsOf({ consumptionPoints, printedPoints }: InvoiceQuery['customer']['invoice']) {
  if (printedPoints.length === 0) return consumptionPoints;
  return printedPoints.map(({ ppe, address, tariff }) => {
    const point = consumptionPoints.find((one) => one.ppe === ppe);
    return { id: ppe, ppe, tariff, label: address || point?.label || ppe, ownLabel: point?.ownLabel ?? null };
  });
}
