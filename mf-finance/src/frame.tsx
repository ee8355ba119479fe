import './styles.css';
import { renderer } from '@ebok/shell/react';

/** Renders a part of the slice into the page. */
export const render = renderer('ebok-finance');
