import './profile.css';
import { opener } from '@ebok/shell/vue';
import ProfilePage from './pages/ProfilePage.vue';

/** Puts the slice on the page. */
export const open = opener('ebok-profile stack stack--loose')(ProfilePage);
