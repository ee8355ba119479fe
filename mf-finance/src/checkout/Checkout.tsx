import { format, session } from '@ebok/shell';
import { lazy, Suspense } from 'react';
import { useLocation } from 'wouter';
import { t } from '../payments/texts';
import { amountOf } from '../ui/money';
import { ExcludedInvoices } from './ExcludedInvoices';
import { HowToPay } from './HowToPay';
import { LimitReason } from './LimitReason';
import { NothingToPay } from './NothingToPay';
import { PartCard } from './PartCard';
import { planAddress, type Plan } from './plan';
import { agree, type Part } from './planPayments';
import { Refused } from './Refused';
import type { CheckoutData } from './useCheckout';
import { useStartPayment } from './useStartPayment';

// Loaded on demand: few plans need it, and the QR code library is as large as this page.
const OverLimit = lazy(() => import('./OverLimit'));

interface Props {
  plan: Plan;
  data: CheckoutData;
  /** False while `data` belongs to the plan before; the buttons do nothing then. */
  fresh: boolean;
  /** Called when the gateway rejected the payment: the page's data may be stale. */
  onRefused: () => void;
}

/** The payments of a plan with their buttons: one, or several to be paid in order. */
export function Checkout({ plan, data, fresh, onRefused }: Props) {
  const { planned, service, customer, unknown } = data;
  const [, navigate] = useLocation();
  const replacePlan = (next: Plan) => navigate(planAddress(next), { replace: true });
  const openPayment = (id: string) => navigate(`/platnosc/${encodeURIComponent(id)}`);
  const { start, busy, refusal } = useStartPayment({ replacePlan, openPayment, onRefused });
  const mayPay = session.current?.role !== 'VIEW';
  const { parts, overLimit } = planned;
  const next = nextOf(parts);

  const pay = (part: number) => {
    if (!fresh) return;
    const agreed = agree(plan, planned);
    if (planAddress(agreed) !== planAddress(plan)) replacePlan(agreed);
    void start(agreed, part, parts.length);
  };
  const button = (part: number) => (
    <PayButton
      label={t('pay.button', { amount: format.money(amountOf(parts[part]!.sum)) })}
      part={parts.length > 1 ? t('pay.partOf', { part: part + 1, of: parts.length }) : undefined}
      busy={busy === part}
      onPress={() => pay(part)}
    />
  );
  const refused = refusal && <Refused refusal={refusal.refusal} account={customer.bankAccount} />;
  // The refusal links to the payment that holds the documents already.
  const isLinked = refusal?.refusal.paymentId !== undefined;
  const excluded = (
    <ExcludedInvoices held={isLinked ? [] : planned.held} settled={planned.settled} unknown={unknown} />
  );
  if (parts.length + overLimit.length === 0)
    return (
      <>
        {excluded}
        {refused}
        <NothingToPay held={planned.held.length > 0} selected={plan.parts.some((ids) => ids.length > 0)} />
      </>
    );
  const several = parts.length > 1;
  return (
    <>
      {excluded}
      {(several || overLimit.length > 0) && <LimitReason planned={planned} limit={service.paymentLimit} />}
      {!mayPay && <p className="alert alert--info">{t('pay.viewOnly')}</p>}
      {parts.length === 1 && (
        <div className="ebok-finance__columns ebok-finance__columns--top">
          <PartCard part={parts[0]!} title={t('pay.what')} />
          {mayPay && (
            <HowToPay>
              {refused}
              {parts[0]!.state === 'ready' && button(0)}
            </HowToPay>
          )}
        </div>
      )}
      {several && (
        <ol className="stack">
          {parts.map((part, index) => (
            <li key={part.ids.join() || 'balance'}>
              <PartCard part={part} title={t('pay.part', { part: index + 1, of: parts.length })}>
                {refusal?.part === index && refused}
                {mayPay && part.state === 'ready' && index !== next && <Later />}
                {mayPay && index === next && (
                  <>
                    <p className="small">{t('how.fee')}</p>
                    {button(index)}
                  </>
                )}
              </PartCard>
            </li>
          ))}
        </ol>
      )}
      {several && mayPay && <HowToPay />}
      <Suspense fallback={<div className="skeleton skeleton--tile" />}>
        {overLimit.map(({ invoice, amount }) => (
          <OverLimit
            key={invoice.id}
            invoice={invoice}
            amount={amountOf(amount)}
            account={customer.bankAccount}
            recipient={service.name}
          />
        ))}
      </Suspense>
    </>
  );
}

/** The first payment that can be started. The rest of the balance is known only when no other payment is open. */
function nextOf(parts: Part[]): number {
  const next = parts.findIndex(({ state }) => state === 'ready');
  const waits = parts[next]?.ids.length === 0 && parts.some(({ state }) => state === 'open');
  return waits ? -1 : next;
}

function Later() {
  return <p className="muted small">{t('pay.later')}</p>;
}

function PayButton(props: { label: string; part?: string; busy: boolean; onPress: () => void }) {
  const { label, part, busy, onPress } = props;
  return (
    <div className="stack stack--tight ebok-finance__pay">
      <button
        type="button"
        className="button button--wide"
        aria-busy={busy}
        aria-disabled={busy}
        onClick={() => !busy && onPress()}
      >
        {label}
        {part && ` (${part})`}
      </button>
      <p role="status" className="small muted">
        {busy && t('pay.starting')}
      </p>
    </div>
  );
}
