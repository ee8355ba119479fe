import { format } from '@ebok/shell';
import { isNotFound } from '@ebok/shell';
import { Failed, useTitle } from '@ebok/shell/react';
import { useParams } from 'wouter';
import { planOf } from '../checkout/bookmark';
import { Icon } from '../ui/Icon';
import { isUnfinished } from '../ui/isUnfinished';
import { PageSkeleton } from '../ui/PageSkeleton';
import ContinuePayment from './ContinuePayment';
import { Outcome } from './Outcome';
import { retryAddress, type Payment } from './payment';
import { PaymentFacts } from './PaymentFacts';
import { PaymentNotFound } from './PaymentNotFound';
import { Receipt } from './Receipt';
import { t } from './texts';
import { usePayment } from './usePayment';

/** The state of a payment as the gateway knows it. The operator redirects here after a payment. */
export default function PaymentPage() {
  const { id } = useParams<{ id: string }>();
  const { payment, error, pollFailed, refetch } = usePayment(id);
  useTitle(payment ? t(`payment.${payment.status}`) : t('payment.title'));
  if (!payment && isNotFound(error)) return <PaymentNotFound />;
  return (
    <article className="ebok-finance__page" tabIndex={-1}>
      <a className="ebok-finance__way-back" href="/finanse/platnosci">
        <Icon name="back" />
        {t('payment.all')}
      </a>
      <h1>{payment ? t('payment.heading', { amount: format.money(payment.amount) }) : t('payment.title')}</h1>
      {payment ? (
        <Content payment={payment} pollFailed={pollFailed} />
      ) : error ? (
        <Failed error={error} onRetry={() => void refetch()} />
      ) : (
        <PageSkeleton />
      )}
    </article>
  );
}

function Content({ payment, pollFailed }: { payment: Payment; pollFailed: boolean }) {
  return (
    <>
      <section className="card" aria-label={t('payment.state')} tabIndex={-1}>
        <Outcome payment={payment} />
        {pollFailed && <p className="small">{t('payment.pollFailed')}</p>}
        {isUnfinished(payment) ? <ContinuePayment payment={payment} /> : <Next payment={payment} />}
      </section>
      <PaymentFacts payment={payment} />
    </>
  );
}

/** The next steps after a payment is over. */
function Next({ payment }: { payment: Payment }) {
  const plan = planOf(payment.id);
  if (payment.status !== 'SUCCEEDED')
    return (
      <div className="cluster">
        <a className="button" href={plan?.address ?? retryAddress(payment)}>
          {t('payment.again')}
        </a>
        <a className="button button--secondary" href="/finanse">
          {t('payment.documents')}
        </a>
      </div>
    );
  const more = plan !== undefined && plan.part < plan.of;
  return (
    <>
      {plan && <p>{t(more ? 'payment.ofPlan' : 'payment.lastOfPlan', { part: plan.part, of: plan.of })}</p>}
      <div className="cluster">
        {more && (
          <a className="button" href={plan.address}>
            {t('payment.next', { part: plan.part + 1, of: plan.of })}
          </a>
        )}
        <Receipt className="button button--secondary" url={payment.receiptUrl} />
        <a className="button button--secondary" href="/finanse">
          {t('payment.documents')}
        </a>
      </div>
    </>
  );
}
