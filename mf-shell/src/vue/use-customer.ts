import { session } from '@ebok/shell';
import { onScopeDispose, shallowRef, type ShallowRef } from 'vue';
import { shownCustomer } from '../session/shown-customer';

/** The customer whose data is shown, as a key of the slice; undefined for a moment after a switch. */
export function useCustomer(): ShallowRef<string | undefined> {
  const shown = shownCustomer(session);
  const customer = shallowRef(shown.current());
  onScopeDispose(shown.subscribe(() => (customer.value = shown.current())));
  return customer;
}
