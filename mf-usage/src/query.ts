import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import type { OperationVariables } from '@apollo/client';
import { client } from '@ebok/shell';
import { onScopeDispose, shallowRef, watch } from 'vue';

/**
 * Asks for data and follows it; asks anew when the variables change, waits while they are null. Of the data before,
 * nothing stays: figures of one period must never stand under the name of another.
 */
export function useQuery<T, V extends OperationVariables>(
  query: TypedDocumentNode<T, V>,
  variables: () => V | null,
) {
  const data = shallowRef<T>();
  const error = shallowRef<Error>();
  let stop = () => {};
  const ask = () => {
    stop();
    data.value = error.value = undefined;
    const given = variables();
    if (!given) return;
    const subscription = client
      .watchQuery({ query, variables: given, fetchPolicy: 'cache-and-network' } as never)
      .subscribe((answer) => {
        if (answer.data && answer.dataState === 'complete') data.value = answer.data as T;
        error.value = data.value ? undefined : answer.error;
      });
    stop = () => subscription.unsubscribe();
  };
  watch(() => JSON.stringify(variables()), ask, { immediate: true });
  onScopeDispose(() => stop());
  return { data, error, retry: ask };
}
