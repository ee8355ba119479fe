import { defineAsyncComponent, type Component } from 'vue';
import NotFoundPage from './ui/NotFoundPage.vue';
import PageSkeleton from './ui/PageSkeleton.vue';

/** The overview; all other pages stand below it. */
export const ROOT = '/dane';

interface Route {
  /** `/dane/punkty/:id` gives the page its property `id`. */
  path: string;
  page: Component;
  /** The key of the page's name in the section's navigation, for pages that stand there. */
  nav?:
    | 'profile.title'
    | 'section.contact'
    | 'section.points'
    | 'section.consents'
    | 'section.services'
    | 'section.invoiceCheck';
}

/** A page as a chunk of its own. The skeleton replaces the former page at once: its headline must not take the focus. */
const lazy = (loader: () => Promise<{ default: Component }>) =>
  defineAsyncComponent({ loader, loadingComponent: PageSkeleton, delay: 0 });

export const routes: Route[] = [
  { path: ROOT, page: lazy(() => import('./overview/OverviewPage.vue')), nav: 'profile.title' },
  { path: `${ROOT}/kontakt`, page: lazy(() => import('./contact/ContactPage.vue')), nav: 'section.contact' },
  { path: `${ROOT}/punkty`, page: lazy(() => import('./points/PointsPage.vue')), nav: 'section.points' },
  { path: `${ROOT}/punkty/:id`, page: lazy(() => import('./points/PointPage.vue')) },
  {
    path: `${ROOT}/punkty/:id/odczyt`,
    page: lazy(() => import('./meter-reading/MeterReadingPage.vue')),
  },
  { path: `${ROOT}/zgody`, page: lazy(() => import('./consents/ConsentsPage.vue')), nav: 'section.consents' },
  {
    path: `${ROOT}/uslugi`,
    page: lazy(() => import('./services/ServicesPage.vue')),
    nav: 'section.services',
  },
  {
    path: `${ROOT}/sprawdz-fakture`,
    page: lazy(() => import('./invoice-check/InvoiceCheckPage.vue')),
    nav: 'section.invoiceCheck',
  },
];

/** The page of an address, with the values in its path. */
export function routeAt(path: string): { page: Component; parameters: Record<string, string> } {
  for (const { path: pattern, page } of routes) {
    const parameters = match(pattern, path);
    if (parameters) return { page, parameters };
  }
  return { page: NotFoundPage, parameters: {} };
}

function match(pattern: string, path: string): Record<string, string> | null {
  const names = pattern.split('/');
  const values = path.replace(/\/$/, '').split('/');
  if (names.length !== values.length) return null;
  const parameters: Record<string, string> = {};
  for (const [index, name] of names.entries()) {
    const value = values[index]!;
    if (name.startsWith(':') && value) parameters[name.slice(1)] = decoded(value);
    else if (name !== value) return null;
  }
  return parameters;
}

function decoded(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    // A broken escape is an id that nobody has.
    return value;
  }
}
