import './styles.css';
import { renderer } from '@ebok/shell/react';

/** Puts a part of the slice on the page. */
export const render = renderer('ebok-finance');
