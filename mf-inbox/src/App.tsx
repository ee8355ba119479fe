import { Route, Switch } from 'wouter';
import { render } from './frame';
import { routes } from './routes';

export function App() {
  return (
    <Switch>
      {routes.map(({ path, page }) => (
        <Route key={path} path={path} component={page} />
      ))}
    </Switch>
  );
}

export const open = (element: HTMLElement, onFault: (error: unknown) => void) =>
  render(element, <App />, onFault);
