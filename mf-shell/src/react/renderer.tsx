import { ApolloProvider } from '@apollo/client/react';
import { client, language, session } from '@ebok/shell';
import { startTransition, useState, useSyncExternalStore, type ReactNode } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { shownCustomer } from '../session/shown-customer';

/**
 * Renders parts of a slice under its own class name. Uncaught errors go to the shell, which shows its card with
 * Retry.
 */
export function renderer(className: string) {
  return (element: HTMLElement, part: ReactNode, onFault: (error: unknown) => void): Root => {
    const root = createRoot(element, { onUncaughtError: onFault });
    startTransition(() => root.render(<Frame className={className}>{part}</Frame>));
    return root;
  };
}

const onLanguage = (listener: () => void) => language.subscribe(listener);

/** The key contains customer and language: a change remounts everything. */
function Frame({ className, children }: { className: string; children: ReactNode }) {
  const said = useSyncExternalStore(onLanguage, () => language.current);
  const [shown] = useState(() => shownCustomer(session));
  const customer = useSyncExternalStore(shown.subscribe, shown.current);
  if (!customer) return null;
  return (
    <ApolloProvider client={client}>
      <div className={`${className} stack stack--loose`} key={`${said} ${customer}`}>
        {children}
      </div>
    </ApolloProvider>
  );
}
