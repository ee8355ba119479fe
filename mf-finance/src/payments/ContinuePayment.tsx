import { useMutation } from '@apollo/client/react';
import { session } from '@ebok/shell';
import { useEffect, useRef, useState } from 'react';
import { operator } from '../checkout/operator';
import { refusalOf } from '../checkout/refusals';
import { CancelPaymentDocument } from './generated/graphql';
import type { Payment } from './payment';
import { t } from './texts';

const WHY_NOT: Partial<Record<string, 'continue.unreachable' | 'continue.away'>> = {
  UNREACHABLE: 'continue.unreachable',
  OPERATOR_UNAVAILABLE: 'continue.away',
};

interface Props {
  payment: Pick<Payment, 'id' | 'redirectUrl'>;
  /** Uses the short labels "Finish" and "Cancel", where the payment is named above. */
  short?: boolean;
  onCancelled?: () => void;
}

/** The actions of an open payment: continue at the operator, or cancel after a confirmation. */
export default function ContinuePayment({ payment, short = false, onCancelled }: Props) {
  const [confirming, setConfirming] = useState(false);
  const [refused, setRefused] = useState<string>();
  const [cancel, { loading }] = useMutation(CancelPaymentDocument);
  const question = useRef<HTMLParagraphElement>(null);
  const { redirectUrl } = payment;

  useEffect(() => {
    if (confirming) question.current?.focus();
  }, [confirming]);

  if (session.current?.role === 'VIEW') return null;
  const giveUp = async () => {
    if (loading) return;
    setRefused(undefined);
    try {
      const { data } = await cancel({ variables: { id: payment.id } });
      const problem = data?.cancelPayment.problems[0];
      if (problem) setRefused(problem.code);
      else onCancelled?.();
    } catch (error) {
      setRefused(refusalOf(error).code);
    }
  };
  if (!confirming)
    return (
      <div className="cluster">
        {redirectUrl && (
          <button type="button" className="button" onClick={() => operator.open(redirectUrl)}>
            {t(short ? 'continue.finish' : 'continue.button')}
          </button>
        )}
        <button type="button" className="button button--secondary" onClick={() => setConfirming(true)}>
          {t(short ? 'continue.cancelShort' : 'continue.cancel')}
        </button>
      </div>
    );
  return (
    <div className="stack stack--tight">
      <p ref={question} tabIndex={-1}>
        <strong>{t('continue.sure')}</strong> {t('continue.sureHint')}
      </p>
      {refused && (
        <p className="field__problem" role="alert">
          {t(WHY_NOT[refused] ?? 'continue.refused')}
        </p>
      )}
      <div className="cluster">
        <button
          type="button"
          className="button button--danger"
          aria-busy={loading}
          aria-disabled={loading}
          onClick={() => void giveUp()}
        >
          {t('continue.yes')}
        </button>
        <button type="button" className="button button--secondary" onClick={() => setConfirming(false)}>
          {t('continue.no')}
        </button>
      </div>
    </div>
  );
}
