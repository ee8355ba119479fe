import { onScopeDispose, shallowRef } from 'vue';

/** The parameters of the page's address, as they change. */
export function useParameters(path: string) {
  const parameters = shallowRef(new URLSearchParams(location.search));
  const onPlace = () => {
    // The shell is about to unmount the page.
    if (location.pathname === path) parameters.value = new URLSearchParams(location.search);
  };
  addEventListener('popstate', onPlace);
  onScopeDispose(() => removeEventListener('popstate', onPlace));
  return parameters;
}
