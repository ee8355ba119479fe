import './novelty.css';
import { opener } from '@ebok/shell/vue';
import NoveltyPage from './pages/NoveltyPage.vue';

/** Puts the slice on the page. */
export const open = opener('ebok-novelty stack stack--loose')(NoveltyPage);
