import { useApolloClient, useQuery } from '@apollo/client/react';
import { session } from '@ebok/shell';
import { Failed, Found, pageAfter, pagedList, type Pages, usePages, useTitle } from '@ebok/shell/react';
import { lazy, Suspense, useEffect } from 'react';
import { useLocation, useSearch } from 'wouter';
import { BalanceTile } from '../balance/BalanceTile';
import { t } from '../texts';
import { documentList } from './documentList';
import { Downloads } from './Downloads';
import { InvoicePointsDocument, InvoicesDocument, type InvoiceRowFragment } from './generated/graphql';
import { InvoiceFilters } from './InvoiceFilters';
import {
  countFilters,
  filterOf,
  NO_FILTERS,
  readSearch,
  searchAddress,
  type InvoiceSearch,
} from './invoiceSearch';
import { InvoiceTable, type SelectionControls } from './InvoiceTable';
import { payText } from './payText';
import { MOST_SELECTED, payAddress, toggled } from './selection';
import { allPayable, useSelection } from './useSelection';

// Loaded with the first selection: most visits select nothing.
const SelectionBar = lazy(() => import('./SelectionBar'));

const INVOICES = pagedList(InvoicesDocument, (data) => data.customer.invoices);

/** The page Finanse: the balance, then all documents, open ones first. */
export default function InvoicesPage() {
  useTitle(t('invoices.title'));
  const search = readSearch(useSearch());
  useEffect(() => documentList.remember(searchAddress(search)));
  const [, navigate] = useLocation();
  const client = useApolloClient();
  const { data } = useQuery(InvoicePointsDocument);
  const points = data?.customer.consumptionPoints ?? [];
  const { pages, error, loading, retry, renew } = usePages(
    INVOICES,
    { filter: filterOf(search), orderBy: search.order },
    search.shown,
  );

  const change = (changes: Partial<InvoiceSearch>) => {
    const next = { ...search, shown: pageAfter(0), ...changes };
    // Back returns to the list before the search: letters typed and "show more" add no history entries.
    const replace = 'shown' in changes || Boolean(changes.text && search.text);
    navigate(searchAddress(next), { replace });
  };
  const select = (selected: string[]) => navigate(searchAddress({ ...search, selected }), { replace: true });
  const mayPay = session.current?.role !== 'VIEW';
  const shown = pages?.nodes ?? [];
  const selection = useSelection(search.selected, shown, mayPay);
  const selectAll = async () => {
    const all = await allPayable(client);
    select(all.slice(0, MOST_SELECTED).map(({ id }) => id));
  };
  const controls: SelectionControls = {
    selected: search.selected,
    mayPay,
    onToggle: (id) => select(toggled(search.selected, id)),
    onSelectAll: mayPay && shown.some(({ payable }) => payable) ? selectAll : undefined,
    pay: selection?.payable?.length
      ? { address: payAddress(selection.payable), text: payText(selection) }
      : undefined,
  };
  return (
    <>
      <h1>{t('invoices.title')}</h1>
      <section className="card ebok-finance__head" aria-label={t('balance.title')} tabIndex={-1}>
        <BalanceTile onCancelled={renew}>
          <a className="button button--secondary" href="/finanse/platnosci">
            {t('invoices.payments')}
          </a>
        </BalanceTile>
      </section>
      <InvoiceFilters search={search} points={points} onChange={change} />
      <section className="found" aria-label={t('invoices.listLabel')} aria-busy={loading} tabIndex={-1}>
        {!error && !pages && <ListSkeleton />}
        {pages && (
          <Results
            pages={pages}
            search={search}
            loading={loading}
            failed={Boolean(error)}
            withPoints={points.length > 1}
            controls={controls}
            onChange={change}
          />
        )}
        {error && <Failed error={error} onRetry={retry} />}
      </section>
      {selection && (
        <Suspense>
          <SelectionBar selection={selection} onClear={() => select([])} />
        </Suspense>
      )}
    </>
  );
}

interface ResultsProps {
  pages: Pages<InvoiceRowFragment>;
  search: InvoiceSearch;
  loading: boolean;
  failed: boolean;
  withPoints: boolean;
  controls: SelectionControls;
  onChange: (change: Partial<InvoiceSearch>) => void;
}

function Results({ pages, search, loading, failed, withPoints, controls, onChange }: ResultsProps) {
  const { nodes: invoices, totalCount, hasMore } = pages;
  const shown = invoices.length;
  const count = t('invoices.count', { count: totalCount });
  return (
    <>
      <Found
        total={totalCount}
        shown={shown}
        hasMore={hasMore && !failed}
        filtered={Boolean(search.text) || countFilters(search) > 0}
        loading={loading}
        says={{
          count: hasMore ? `${count}, ${t('invoices.shown', { shown })}` : count,
          more: loading ? t('invoices.loading') : t('invoices.more', { left: totalCount - shown }),
          clear: t('filters.clear'),
          none: t('invoices.none'),
          noneHint: t('invoices.noneHint'),
          noneFits: t('invoices.noneFits'),
        }}
        onClear={() => onChange(NO_FILTERS)}
        onMore={(next) => onChange({ shown: next })}
      >
        <InvoiceTable withPoints={withPoints} controls={controls} groups={groups(invoices, search.order)} />
      </Found>
      {totalCount > 0 && <Downloads search={search} count={totalCount} />}
    </>
  );
}

/** Groups open documents and history, where the order puts open ones first. */
function groups(invoices: InvoiceRowFragment[], order: InvoiceSearch['order']) {
  if (order !== 'OPEN_FIRST') return [{ title: t('invoices.all'), invoices }];
  const isOpen = ({ status }: InvoiceRowFragment) => !['PAID', 'CREDIT'].includes(status);
  const open = invoices.filter(isOpen);
  // A covered document that is not booked yet counts as pending, with nothing left to pay.
  const isPending = open.some(({ status }) => status === 'PENDING');
  return [
    { title: t(isPending ? 'invoices.openAndPending' : 'invoices.open'), invoices: open },
    { title: t('invoices.history'), invoices: invoices.filter((invoice) => !isOpen(invoice)) },
  ].filter((group) => group.invoices.length > 0);
}

function ListSkeleton() {
  return (
    <div role="status" aria-label={t('loading')} className="ebok-finance__rows ebok-finance__skeletons">
      {[1, 2, 3, 4].map((row) => (
        <span key={row} className="skeleton" />
      ))}
    </div>
  );
}
