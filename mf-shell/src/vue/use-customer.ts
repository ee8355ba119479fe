import { session } from '@ebok/shell';
import { onScopeDispose, shallowRef, type ShallowRef } from 'vue';
import { shownCustomer } from '../session/shown-customer';

/** Whose data is shown, to be the key of the slice: nobody's for a moment after a switch. */
export function useCustomer(): ShallowRef<string | undefined> {
  const shown = shownCustomer(session);
  const customer = shallowRef(shown.current());
  onScopeDispose(shown.subscribe(() => (customer.value = shown.current())));
  return customer;
}
