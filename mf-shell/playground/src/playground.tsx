import { createRoot } from 'react-dom/client';
import './workers';
import { App } from './App';
import { takeOverStorage } from './browser-storage';
import { askSession } from './session';
import '@graphiql/react/style.css';
import '@graphiql/plugin-doc-explorer/style.css';
import '@graphiql/plugin-history/style.css';
import 'graphiql/graphiql.css';
import './playground.css';

// Asked first: stored tabs may belong to another user, and GraphiQL reads them at once.
const session = await askSession();
if (session !== undefined) takeOverStorage(session?.user.id ?? null);
createRoot(document.getElementById('playground')!).render(<App first={session ?? null} />);
