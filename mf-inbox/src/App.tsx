import { Suspense } from 'react';
import { Route, Switch } from 'wouter';
import { ListSkeleton } from './components/Skeletons';
import { render } from './frame';
import { routes } from './routes';

export function App() {
  return (
    <Switch>
      {routes.map(({ path, page: Page }) => (
        <Route key={path} path={path}>
          {/* One boundary per page: a shared one would keep the former page hidden, and its headline would take the focus. */}
          <Suspense fallback={<ListSkeleton />}>
            <Page />
          </Suspense>
        </Route>
      ))}
    </Switch>
  );
}

export const open = (element: HTMLElement, onFault: (error: unknown) => void) =>
  render(element, <App />, onFault);
