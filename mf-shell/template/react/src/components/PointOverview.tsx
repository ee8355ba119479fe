import type { NoveltyOverviewQuery } from '../operations/generated/graphql';
import { t } from '../texts';

export function PointOverview({ customer }: Pick<NoveltyOverviewQuery, 'customer'>) {
  return (
    <section className="card stack stack--tight">
      <p>{t('page.customer', { name: customer.name })}</p>
      <p className="ebok-novelty__points">{t('page.points', { count: customer.consumptionPoints.length })}</p>
    </section>
  );
}
