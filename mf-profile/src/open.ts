import './profile.css';
import { opener } from '@ebok/shell/vue';
import ProfilePage from './pages/ProfilePage.vue';

/** Mounts the slice. */
export const open = opener('ebok-profile stack stack--loose')(ProfilePage);
