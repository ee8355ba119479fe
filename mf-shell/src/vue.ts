// Shared code of slices in Vue, as `@ebok/shell/vue`: mounting, errors, and queries, as '@apollo/client/react' has
// them. Each slice bundles its own copy, so the page shares nothing more.
import type { ErrorLike, OperationVariables, TypedDocumentNode } from '@apollo/client';
import { client } from '@ebok/shell';
import { onScopeDispose, shallowRef, watch, type ShallowRef } from 'vue';

export { LoadFailed } from './vue/load-failed';
export { opener } from './vue/opener';
export { useCustomer } from './vue/use-customer';

export interface QueryState<TData> {
  /** Undefined until there is something to show: first the cache's data, then the gateway's. */
  data: ShallowRef<TData | undefined>;
  error: ShallowRef<ErrorLike | undefined>;
  loading: ShallowRef<boolean>;
  refetch: () => void;
}

/**
 * Watches a query while the component is mounted, and restarts it when the variables change; waits while they are
 * null. Former data is dropped: figures of one period must never stand under the name of another.
 */
export function useQuery<TData, TVariables extends OperationVariables>(
  query: TypedDocumentNode<TData, TVariables>,
  variables: () => TVariables | null = () => ({}) as TVariables,
): QueryState<TData> {
  const data = shallowRef<TData>();
  const error = shallowRef<ErrorLike>();
  const loading = shallowRef(false);
  let asked: { refetch(): Promise<unknown> } | undefined;
  let stop = () => {};

  const ask = () => {
    stop();
    asked = undefined;
    data.value = error.value = undefined;
    const given = variables();
    loading.value = given !== null;
    if (!given) return;
    const options = { query, variables: given, fetchPolicy: 'cache-and-network' } as const;
    const watched = client.watchQuery(options);
    const subscription = watched.subscribe((next) => {
      data.value = next.dataState === 'complete' ? next.data : undefined;
      error.value = next.error;
      loading.value = next.loading;
    });
    asked = watched;
    stop = () => subscription.unsubscribe();
  };
  watch(() => JSON.stringify(variables()), ask, { immediate: true });
  onScopeDispose(() => stop());
  // A failed refetch arrives as `error`.
  return { data, error, loading, refetch: () => void asked?.refetch().catch(() => {}) };
}
