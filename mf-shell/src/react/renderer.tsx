import { ApolloProvider } from '@apollo/client/react';
import { client, language, session } from '@ebok/shell';
import { startTransition, useState, useSyncExternalStore, type ReactNode } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { shownCustomer } from '../session/shown-customer';

/**
 * How the parts of a slice are put on the page, under its own class name. What they cannot catch goes to the shell, which
 * shows its card with Retry.
 */
export function renderer(className: string) {
  return (element: HTMLElement, part: ReactNode, onFault: (error: unknown) => void): Root => {
    const root = createRoot(element, { onUncaughtError: onFault });
    startTransition(() => root.render(<Frame className={className}>{part}</Frame>));
    return root;
  };
}

const onLanguage = (listener: () => void) => language.subscribe(listener);

/** Another customer or another language is another key: everything is asked for and said anew. */
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
