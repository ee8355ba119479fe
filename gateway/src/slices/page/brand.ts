// The retailer's colour on the page: a stylesheet of a few lines after the shell's own.
import { mix } from '../../colour';

/**
 * CSS custom properties for the retailer's brand colour. The dark theme keeps its own colour, chosen for a
 * dark background.
 */
export function brandStyles(colour: string): string {
  const hover = mix(colour, '#000000', 0.25);
  const soft = mix(colour, '#ffffff', 0.9);
  return `@media (prefers-color-scheme: light) {
  :root {
    --color-action: ${colour};
    --color-action-hover: ${hover};
    --color-action-soft: ${soft};
    --color-focus: ${colour};
  }
}
`;
}
