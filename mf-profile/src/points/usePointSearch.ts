import { navigate } from '@ebok/shell';
import { onUnmounted, ref, shallowRef, watch } from 'vue';
import { pageAfter, POINTS, readSearch, searchAddress, type PointSearch } from './pointSearch';

const PAUSE = 300;

/**
 * The search in the address, and its draft while someone types. The draft is committed after a short pause, because
 * browsers limit changes of the address. A value from outside (Back) replaces the draft.
 */
export function usePointSearch() {
  const search = shallowRef(readSearch(location.search));
  const text = ref(search.value.text);
  let timer: ReturnType<typeof setTimeout> | undefined;
  let sent = text.value;

  const onPlace = () => {
    // The shell is about to unmount the page.
    if (location.pathname !== POINTS) return;
    search.value = readSearch(location.search);
    if (search.value.text === sent.trim()) return;
    clearTimeout(timer);
    text.value = sent = search.value.text;
  };
  addEventListener('popstate', onPlace);
  onUnmounted(() => {
    removeEventListener('popstate', onPlace);
    clearTimeout(timer);
  });

  function go(next: PointSearch, replace: boolean) {
    // The `popstate` event of this change arrives later.
    search.value = next;
    navigate(searchAddress(next), { replace });
  }
  function commit() {
    clearTimeout(timer);
    if (text.value === sent) return;
    sent = text.value;
    const next = text.value.trim();
    // Back leads to the list before the search, not through every letter of it.
    go({ text: next, shown: pageAfter(0) }, Boolean(next && search.value.text));
  }
  watch(text, () => {
    clearTimeout(timer);
    timer = setTimeout(commit, PAUSE);
  });
  const clear = () => {
    text.value = '';
    commit();
  };
  return {
    search,
    text,
    commit,
    clear,
    showMore: () => go({ ...search.value, shown: pageAfter(search.value.shown) }, true),
  };
}
