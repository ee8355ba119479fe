import { format } from '@ebok/shell';
import type { PayDeskQuery } from './generated/graphql';
import { t } from './texts';
import { Icon } from '../ui/Icon';
import { amountOf, grosze } from '../ui/money';
import type { Desk } from './desk';

type Limit = PayDeskQuery['service']['paymentLimit'];

/** Why one payment is not enough, and what we propose instead. */
export function LimitReason({ desk, limit }: { desk: Desk; limit: Limit }) {
  const { sum, parts, tooBig, left } = desk;
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
        {tooBig.length > 0 && <p>{t('limit.tooBig', { count: tooBig.length })}</p>}
        {left > 0 && <p>{t('limit.left', { count: left })}</p>}
        <p className="small">{t(why.table ? 'limit.why' : 'limit.whyOurs', why)}</p>
      </div>
    </div>
  );
}
