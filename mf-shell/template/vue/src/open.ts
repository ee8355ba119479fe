import './novelty.css';
import { createApp, type App } from 'vue';
import Slice from './App.vue';

/** Renders the slice; what it cannot catch itself goes to the shell, which shows its card with Retry. */
export function open(element: HTMLElement, onFault: (error: unknown) => void): App {
  const app = createApp(Slice);
  app.config.errorHandler = onFault;
  app.mount(element);
  return app;
}
