import './novelty.css';
import { opener } from '@ebok/shell/vue';
import NoveltyPage from './pages/NoveltyPage.vue';

/** Mounts the slice. */
export const open = opener('ebok-novelty stack stack--loose')(NoveltyPage);
