// The shell's icons, drawn on 24 by 24 with one stroke. They are decoration: a text stands beside each.
import { html, svg, type SVGTemplateResult, type TemplateResult } from 'lit';

const DRAWINGS = {
  home: svg`<path d="M4 11 12 4l8 7M6 9.5V20h12V9.5M10 20v-5h4v5"/>`,
  receipt: svg`<path d="M6 3h12v18l-2-1.5L14 21l-2-1.5L10 21l-2-1.5L6 21zM9 8h6M9 12h6M9 16h3"/>`,
  chart: svg`<path d="M4 20h16M7 20v-6M12 20V6M17 20v-9"/>`,
  user: svg`<circle cx="12" cy="8" r="4"/><path d="M4.5 20c1-4 4-5.5 7.5-5.5s6.5 1.5 7.5 5.5"/>`,
  mail: svg`<rect x="3" y="5.5" width="18" height="13" rx="2"/><path d="m3.5 7.5 8.5 6 8.5-6"/>`,
  chat: svg`<path d="M4 5h16v11H11l-4.5 4v-4H4zM8 9h8M8 12h5"/>`,
  phone: svg`<path d="M6 3.5h3l1.5 4.5-2 1.5a11 11 0 0 0 6 6l1.5-2 4.5 1.5v3c0 1-.8 2-2 2A16.5 16.5 0 0 1 4 5.5c0-1.2 1-2 2-2z"/>`,
  clock: svg`<circle cx="12" cy="12" r="8.5"/><path d="M12 7v5l3 2"/>`,
  menu: svg`<path d="M4 7h16M4 12h16M4 17h16"/>`,
  close: svg`<path d="m6 6 12 12M18 6 6 18"/>`,
  globe: svg`<circle cx="12" cy="12" r="8.5"/><path d="M3.5 12h17M12 3.5c3 3 3 14 0 17M12 3.5c-3 3-3 14 0 17"/>`,
  warning: svg`<path d="M12 4 2.5 20h19zM12 10v4.5M12 17.5v.01"/>`,
  info: svg`<circle cx="12" cy="12" r="8.5"/><path d="M12 11v5M12 8v.01"/>`,
  check: svg`<circle cx="12" cy="12" r="8.5"/><path d="m8 12.5 2.7 2.7L16 9.5"/>`,
  exit: svg`<path d="M14 4H5v16h9M10 12h10M16.5 8.5 20 12l-3.5 3.5"/>`,
  lock: svg`<rect x="5" y="10.5" width="14" height="9.5" rx="2"/><path d="M8 10.5V8a4 4 0 0 1 8 0v2.5"/>`,
  down: svg`<path d="m6 9.5 6 6 6-6"/>`,
  bolt: svg`<path d="M13 2.5 5 13.5h6L10 21.5l9-11.5h-6.5z"/>`,
  offline: svg`<path d="M3 3l18 18M8.5 15.5a5 5 0 0 1 7 0M5 12a10 10 0 0 1 4-2.5M19 12a10 10 0 0 0-6-2.9M2 8.5A15 15 0 0 1 6 6M22 8.5A15 15 0 0 0 11 5M12 19v.01"/>`,
} satisfies Record<string, SVGTemplateResult>;

export type IconName = keyof typeof DRAWINGS;

export function icon(name: IconName): TemplateResult {
  return html`
    <svg class="icon" viewBox="0 0 24 24" aria-hidden="true">${DRAWINGS[name]}</svg>
  `;
}

/** The icon with this name; undefined for a name that a slice invented. */
export function namedIcon(name: string | undefined): TemplateResult | undefined {
  return name && Object.hasOwn(DRAWINGS, name) ? icon(name as IconName) : undefined;
}
