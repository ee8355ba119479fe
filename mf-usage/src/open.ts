import './usage.css';
import { opener } from '@ebok/shell/vue';

/** Puts a part of the slice on the page. */
export const put = opener('ebok-usage stack');
