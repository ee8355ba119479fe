import { format } from '@ebok/shell';
import { t } from '../payments/texts';
import { Icon } from '../ui/Icon';
import { amountOf, grosze } from '../ui/money';
import type { CheckoutQuery } from './generated/graphql';
import type { PlannedPayments } from './planPayments';

type Limit = CheckoutQuery['service']['paymentLimit'];

/** The reason why one payment is not enough, and the proposed split. */
export function LimitReason({ planned, limit }: { planned: PlannedPayments; limit: Limit }) {
  const { sum, parts, overLimit, left } = planned;
  const why = {
    limit: format.money(limit.pln),
    eur: format.number(limit.eur),
    rate: format.number(limit.rate),
    day: format.day(limit.rateDate),
    table: limit.rateTable,
  };
  return (
    <div className="alert alert--info">
      <Icon name="info" />
      <div className="stack stack--tight">
        {sum > grosze(limit.pln) && (
          <p className="alert__title">{t('limit.over', { sum: format.money(amountOf(sum)) })}</p>
        )}
        {parts.length > 1 && <p>{t('limit.split', { count: parts.length })}</p>}
        {overLimit.length > 0 && <p>{t('limit.overLimit', { count: overLimit.length })}</p>}
        {left > 0 && <p>{t('limit.left', { count: left })}</p>}
        <p className="small">{t(why.table ? 'limit.why' : 'limit.whyOurs', why)}</p>
      </div>
    </div>
  );
}
