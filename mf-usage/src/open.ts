import './usage.css';
import { createApp, type App, type Component } from 'vue';
import Slice from './App.vue';

/** Renders a part of the slice; what it cannot catch itself goes to the shell, which shows its card with Retry. */
export function opener(part: Component) {
  return (element: HTMLElement, onFault: (error: unknown) => void): App => {
    const app = createApp(Slice, { part });
    app.config.errorHandler = onFault;
    app.mount(element);
    return app;
  };
}
