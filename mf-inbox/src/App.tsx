import { language } from '@ebok/shell';
import { useSyncExternalStore } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { Route, Switch } from 'wouter';
import { routes } from './routes';

const subscribe = (listener: () => void) => language.subscribe(listener);

export function App() {
  // Texts are looked up while rendering, so a change of language is a new key: everything is said anew.
  const current = useSyncExternalStore(subscribe, () => language.current);
  return (
    <div className="ebok-inbox stack" key={current}>
      <Switch>
        {routes.map(({ path, page }) => (
          <Route key={path} path={path} component={page} />
        ))}
      </Switch>
    </div>
  );
}

/** Renders the slice; what it cannot catch itself goes to the shell, which shows its card with Retry. */
export function open(element: HTMLElement, onFault: (error: unknown) => void, slice = <App />): Root {
  const root = createRoot(element, { onUncaughtError: onFault });
  root.render(slice);
  return root;
}
