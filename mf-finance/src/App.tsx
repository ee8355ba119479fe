import { Suspense } from 'react';
import { Route, Switch } from 'wouter';
import { render } from './frame';
import { PageSkeleton } from './pages/PageSkeleton';
import { routes } from './routes';

export function App() {
  return (
    <Suspense fallback={<PageSkeleton />}>
      <Switch>
        {routes.map(({ path, page }) => (
          <Route key={path} path={path} component={page} />
        ))}
      </Switch>
    </Suspense>
  );
}

export const open = (element: HTMLElement, onFault: (error: unknown) => void) =>
  render(element, <App />, onFault);
