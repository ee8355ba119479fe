import './usage.css';
import './chart/chart.css';
import './prosumer/prosumer.css';
import { opener } from '@ebok/shell/vue';

/** Mounts a part of the slice. */
export const put = opener('ebok-usage stack');
