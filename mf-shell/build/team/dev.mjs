// `npm run dev`: this slice from its sources, inside the running portal; everything else is as deployed.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createServer } from 'vite';
import { portalPages, sharedByPage } from '../dev/inside-portal.mjs';
import { developmentLibraries } from '../dev/libraries.mjs';
import { BASE, LIBRARIES } from '../dev/names.mjs';
import { SHARED } from '../shared.mjs';
import { IN_PORTAL } from '../slice-build.mjs';
import { portal, Refused, thisSlice } from './registry.mjs';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
const SHELL = join(ROOT, 'mf-shell');
const PORT = 5173;

/** Runs until it is stopped. A page of the slice keeps its state while its components change. */
export async function dev() {
  const folder = process.cwd();
  const { name } = thisSlice(folder);
  if (name === 'shell') throw new Refused('The shell is built anew: npm run build -w @ebok/shell.', 2);
  const url = portal();
  await fetch(`${url}/readyz`).catch((error) => {
    throw new Refused(
      `No portal answers at ${url} (${error.cause?.code ?? error.message}): start one with npm start, or set EBOK_URL.`,
    );
  });
  const { dependencies } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  // Development builds of React and Vue, and the parts of Vite that they need.
  process.env.NODE_ENV = 'development';
  const libraries = await developmentLibraries(SHELL, LIBRARIES[dependencies.react ? 'react' : 'vue']);
  const entry = ['src/lifecycle.tsx', 'src/lifecycle.ts'].find((file) => existsSync(join(folder, file)));
  const server = await createServer({
    root: folder,
    base: BASE,
    mode: IN_PORTAL,
    appType: 'custom',
    logLevel: 'warn',
    cacheDir: join(ROOT, 'node_modules/.cache/ebok', `dev-${name}`),
    plugins: [sharedByPage(), portalPages({ portal: url, folder, entry, libraries })],
    optimizeDeps: { entries: [entry], exclude: [...SHARED, ...Object.values(LIBRARIES).flat()] },
    server: {
      host: 'localhost',
      port: Number(process.env.DEV_PORT || PORT),
      // Other origins may read nothing here, as in the portal.
      cors: false,
      fs: { allow: [folder, ROOT] },
      proxy: { [`^/(?!${BASE.slice(1)})`]: { target: url, changeOrigin: true } },
    },
  });
  await server.listen();
  const { port } = server.httpServer.address();
  process.stdout.write(
    `${name} as it is being written, in the portal of ${url}:\n  http://localhost:${port}\n  Ctrl+C ends it; nothing was published.\n`,
  );
}
