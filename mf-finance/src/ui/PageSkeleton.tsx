import { t } from '../texts';

/** Holds the place of a page's cards until they come. */
export function PageSkeleton() {
  return (
    <div role="status" aria-label={t('loading')} className="ebok-finance__rows ebok-finance__skeletons">
      <span className="skeleton ebok-finance__card-skeleton" />
      <span className="skeleton ebok-finance__card-skeleton" />
    </div>
  );
}
