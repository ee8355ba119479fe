// What slices in Vue need, as `@ebok/shell/vue`; its queries are what '@apollo/client/react' is to the React ones. A few
// lines, so each slice carries its own copy and the page shares nothing more.
import type { ErrorLike, OperationVariables, TypedDocumentNode } from '@apollo/client';
import { client, session } from '@ebok/shell';
import { onScopeDispose, shallowRef, watch, type ShallowRef } from 'vue';

export interface QueryState<TData> {
  /** Undefined until something can be shown; what the cache has comes first, the gateway's answer replaces it. */
  data: ShallowRef<TData | undefined>;
  error: ShallowRef<ErrorLike | undefined>;
  loading: ShallowRef<boolean>;
  refetch: () => void;
}

/** Asks the page's client for as long as the component stands, anew when what `variables` reads has changed. */
export function useQuery<TData, TVariables extends OperationVariables>(
  query: TypedDocumentNode<TData, TVariables>,
  variables: () => TVariables = () => ({}) as TVariables,
): QueryState<TData> {
  const data = shallowRef<TData>();
  const error = shallowRef<ErrorLike>();
  const loading = shallowRef(true);
  const options = { query, variables: variables(), fetchPolicy: 'cache-and-network' } as const;
  const asked = client.watchQuery(options);
  const subscription = asked.subscribe((next) => {
    data.value = next.dataState === 'complete' ? next.data : undefined;
    error.value = next.error;
    loading.value = next.loading;
  });
  watch(variables, (changed) => void asked.setVariables(changed));
  onScopeDispose(() => subscription.unsubscribe());
  // Its failure arrives as `error`, like that of the first time.
  return { data, error, loading, refetch: () => void asked.refetch().catch(() => {}) };
}

/**
 * Whose data is shown, to be the key of the slice. Nobody's for a moment after a switch: the client forgets the one
 * before only after its listeners have run, and what is asked sooner would show that one's data, or fail.
 */
export function useCustomer(): ShallowRef<string | undefined> {
  const customer = shallowRef(session.current?.customer.id);
  let timer: ReturnType<typeof setTimeout> | undefined;
  const unsubscribe = session.subscribe((next) => {
    if (next?.customer.id === customer.value) return;
    customer.value = undefined;
    clearTimeout(timer);
    timer = setTimeout(() => (customer.value = next?.customer.id));
  });
  onScopeDispose(() => {
    unsubscribe();
    clearTimeout(timer);
  });
  return customer;
}
