import './novelty.css';
import { renderer } from '@ebok/shell/react';
import { Route, Switch } from 'wouter';
import { routes } from './routes';

const render = renderer('ebok-novelty');

export const open = (element: HTMLElement, onFault: (error: unknown) => void) =>
  render(element, <App />, onFault);

function App() {
  return (
    <Switch>
      {routes.map(({ path, page }) => (
        <Route key={path} path={path} component={page} />
      ))}
    </Switch>
  );
}
