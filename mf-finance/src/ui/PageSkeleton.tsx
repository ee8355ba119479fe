import { t } from '../texts';

/** The placeholder of a page's cards while they load. */
export function PageSkeleton() {
  return (
    <div role="status" aria-label={t('loading')} className="ebok-finance__rows ebok-finance__skeletons">
      <span className="skeleton ebok-finance__card-skeleton" />
      <span className="skeleton ebok-finance__card-skeleton" />
    </div>
  );
}
