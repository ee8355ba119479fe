import './profile.css';
import { createApp, type App, type Component } from 'vue';
import Slice from './App.vue';

/** Renders the slice; what it cannot catch itself goes to the shell, which shows its card with Retry. */
export function open(element: HTMLElement, onFault: (error: unknown) => void, root: Component = Slice): App {
  const app = createApp(root);
  app.config.errorHandler = onFault;
  app.mount(element);
  return app;
}
