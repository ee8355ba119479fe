import { navigate } from '@ebok/shell';
import { onUnmounted, ref, shallowRef, watch } from 'vue';
import { pageAfter, readSearch, searchAddress, type PointSearch } from '../components/pointSearch';

const PAUSE = 300;

/**
 * The search in the address, and the text while someone types it: that reaches the address after a short pause, because
 * browsers refuse too many changes of it. What comes from outside (Back) replaces what was typed.
 */
export function usePointSearch() {
  const search = shallowRef(readSearch(location.search));
  const text = ref(search.value.text);
  let timer: ReturnType<typeof setTimeout> | undefined;
  let sent = text.value;

  const onPlace = () => {
    // The shell is about to take the page away.
    if (location.pathname !== '/dane') return;
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
    // The page hears of its new address later than this.
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
