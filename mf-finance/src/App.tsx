import { Suspense } from 'react';
import { Route, Switch } from 'wouter';
import { render } from './frame';
import { PageSkeleton } from './ui/PageSkeleton';
import { routes } from './routes';

export function App() {
  return (
    <Switch>
      {routes.map(({ path, page: Page }) => (
        <Route key={path} path={path}>
          {/* One each: a common one would keep the page before, hidden, and its headline would get the focus. */}
          <Suspense fallback={<PageSkeleton />}>
            <Page />
          </Suspense>
        </Route>
      ))}
    </Switch>
  );
}

export const open = (element: HTMLElement, onFault: (error: unknown) => void) =>
  render(element, <App />, onFault);
