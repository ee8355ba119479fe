import { t } from '../texts';

/** Placeholders of list rows, in their size. */
export function ListSkeleton({ rows = 4 }: { rows?: number }) {
  return (
    <div role="status" aria-label={t('loading')} className="ebok-inbox__skeletons">
      {Array.from({ length: rows }, (_, row) => (
        <span key={row} className="skeleton" />
      ))}
    </div>
  );
}
