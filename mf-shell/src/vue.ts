// What slices in Vue need, as `@ebok/shell/vue`: how they stand in the page, what failed, queries. These are what '@apollo/client/react' is to the React ones. A few
// lines, so each slice carries its own copy and the page shares nothing more.
import type { ErrorLike, OperationVariables, TypedDocumentNode } from '@apollo/client';
import { client } from '@ebok/shell';
import { onScopeDispose, shallowRef, watch, type ShallowRef } from 'vue';

export { LoadFailed } from './vue/load-failed';
export { opener } from './vue/opener';
export { useCustomer } from './vue/use-customer';

export interface QueryState<TData> {
  /** Undefined until something can be shown; what the cache has comes first, the gateway's answer replaces it. */
  data: ShallowRef<TData | undefined>;
  error: ShallowRef<ErrorLike | undefined>;
  loading: ShallowRef<boolean>;
  refetch: () => void;
}

/**
 * Asks the page's client for as long as the component stands, anew when what `variables` reads has changed; waits while
 * that is null. Of the answer before, nothing stays: figures of one period must never stand under the name of another.
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
  // Its failure arrives as `error`, like that of the first time.
  return { data, error, loading, refetch: () => void asked?.refetch().catch(() => {}) };
}
