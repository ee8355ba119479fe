import { Suspense } from 'react';
import { Route, Switch } from 'wouter';
import { render } from './frame';
import { routes } from './routes';
import { PageSkeleton } from './ui/PageSkeleton';

export function App() {
  return (
    <Switch>
      {routes.map(({ path, page: Page }) => (
        <Route key={path} path={path}>
          {/* One boundary per page: a shared one would keep the previous page hidden, and its headline would take the focus. */}
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
