import './inbox.css';
import { renderer } from '@ebok/shell/react';

/** Renders a part of the slice. */
export const render = renderer('ebok-inbox');
