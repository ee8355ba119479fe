import { format, session } from '@ebok/shell';
import { lazy, Suspense } from 'react';
import { useLocation } from 'wouter';
import { amountOf } from '../ui/money';
import { agree, type Part } from './desk';
import { Aside } from './Aside';
import { HowToPay } from './HowToPay';
import { LimitReason } from './LimitReason';
import { NothingToPay } from './NothingToPay';
import { PartCard } from './PartCard';
import { planAddress, type Plan } from './plan';
import { Refused } from './Refused';
import { t } from './texts';
import type { DeskPage } from './useDesk';
import { useStartPayment } from './useStartPayment';

// Few have one, and the drawing of its code is as large as this page.
const TooBig = lazy(() => import('./TooBig'));

interface Props {
  plan: Plan;
  page: DeskPage;
  /** False while what is shown belongs to another plan, so that nobody pays for what they do not see. */
  fresh: boolean;
  /** The gateway saw something else than the page: time to look again. */
  onRefused: () => void;
}

/** A plan as it can be paid now: one payment with its button, or several one after another. */
export function PayDesk({ plan, page, fresh, onRefused }: Props) {
  const { desk, service, customer, unknown } = page;
  const [, navigate] = useLocation();
  const replan = (next: Plan) => navigate(planAddress(next), { replace: true });
  const visit = (id: string) => navigate(`/platnosc/${encodeURIComponent(id)}`);
  const { start, busy, refusal } = useStartPayment({ replan, visit, onRefused });
  const mayPay = session.current?.role !== 'VIEW';
  const { parts, tooBig } = desk;
  const next = nextOf(parts);

  const pay = (part: number) => {
    if (!fresh) return;
    const agreed = agree(plan, desk);
    if (planAddress(agreed) !== planAddress(plan)) replan(agreed);
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
  // The refusal leads to the payment that holds them; once is enough.
  const isSaid = refusal?.refusal.paymentId !== undefined;
  const aside = <Aside held={isSaid ? [] : desk.held} settled={desk.settled} unknown={unknown} />;
  if (parts.length + tooBig.length === 0)
    return (
      <>
        {aside}
        {refused}
        <NothingToPay held={desk.held.length > 0} chosen={plan.parts.some((ids) => ids.length > 0)} />
      </>
    );
  const several = parts.length > 1;
  return (
    <>
      {aside}
      {(several || tooBig.length > 0) && <LimitReason desk={desk} limit={service.paymentLimit} />}
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
        <ol className="ebok-finance__parts">
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
        {tooBig.map(({ invoice, amount }) => (
          <TooBig
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

/** The first payment that can be started. What is left of the balance is known only when the others are through. */
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
