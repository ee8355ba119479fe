import { language } from '@ebok/shell';
import { createApp, defineComponent, h, onScopeDispose, shallowRef, type App, type Component } from 'vue';
import { useCustomer } from './use-customer';

/**
 * Mounts parts of a slice under its own class name. Uncaught errors go to the shell, which shows its card with Retry.
 */
export function opener(className: string) {
  return (part: Component) =>
    (element: HTMLElement, onFault: (error: unknown) => void): App => {
      const app = createApp(Frame, { className, part });
      app.config.errorHandler = onFault;
      app.mount(element);
      return app;
    };
}

/** The key contains customer and language: a change remounts everything. */
const Frame = defineComponent(
  ({ className, part }: { className: string; part: Component }) => {
    const said = shallowRef(language.current);
    const customer = useCustomer();
    onScopeDispose(language.subscribe((changed) => (said.value = changed)));
    return () =>
      customer.value ? h('div', { key: `${said.value} ${customer.value}`, class: className }, h(part)) : null;
  },
  { props: ['className', 'part'] },
);
