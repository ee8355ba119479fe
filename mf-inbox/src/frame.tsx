import './inbox.css';
import { ApolloProvider } from '@apollo/client/react';
import { client, language, session } from '@ebok/shell';
import { useSyncExternalStore, type ReactNode } from 'react';
import { createRoot, type Root } from 'react-dom/client';

/** Renders a part of the slice; what it cannot catch goes to the shell, which shows its card with Retry. */
export function render(element: HTMLElement, part: ReactNode, onFault: (error: unknown) => void): Root {
  const root = createRoot(element, { onUncaughtError: onFault });
  root.render(<Frame>{part}</Frame>);
  return root;
}

const onLanguage = (listener: () => void) => language.subscribe(listener);
const onSession = (listener: () => void) => session.subscribe(listener);

/**
 * What every part of the slice stands in. Another customer or another language is another key: everything is asked
 * for and said anew.
 */
function Frame({ children }: { children: ReactNode }) {
  const said = useSyncExternalStore(onLanguage, () => language.current);
  const customer = useSyncExternalStore(onSession, () => session.current?.customer.id);
  if (!customer) return null;
  return (
    <ApolloProvider client={client}>
      <div className="ebok-inbox stack stack--loose" key={`${said} ${customer}`}>
        {children}
      </div>
    </ApolloProvider>
  );
}
