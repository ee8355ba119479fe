import './profile.css';
import { opener } from '@ebok/shell/vue';
import App from './App.vue';

/** Mounts the slice. */
export const open = opener('ebok-profile stack stack--loose')(App);
