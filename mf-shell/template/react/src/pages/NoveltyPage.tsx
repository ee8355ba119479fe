import { useQuery } from '@apollo/client/react';
import { Failed, useTitle } from '@ebok/shell/react';
import { PointOverview } from '../components/PointOverview';
import { NoveltyOverviewDocument } from '../operations/generated/graphql';
import { t } from '../texts';

export function NoveltyPage() {
  useTitle(t('page.title'));
  const { data, error, refetch } = useQuery(NoveltyOverviewDocument);
  return (
    <>
      <h1>{t('page.title')}</h1>
      {data ? (
        <PointOverview customer={data.customer} />
      ) : error ? (
        <Failed error={error} onRetry={() => void refetch().catch(() => {})} />
      ) : (
        <div role="status" aria-label={t('loading')}>
          <span className="skeleton skeleton--tile" />
        </div>
      )}
    </>
  );
}
