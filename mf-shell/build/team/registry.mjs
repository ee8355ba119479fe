// A client of the registry: the gateway at EBOK_URL, with the team's token.
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));

/** A refusal, as a sentence. Exit code 1, or 2 for wrong usage. */
export class Refused extends Error {
  constructor(message, exitCode = 1) {
    super(message);
    this.exitCode = exitCode;
  }
}

/** The portal's URL: EBOK_URL, or this machine's. */
export function portal() {
  return (process.env.EBOK_URL || 'http://localhost:4000').replace(/\/$/, '');
}

/** Name and version of the slice in this folder. */
export function thisSlice(folder = process.cwd()) {
  try {
    const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
    if (folder.endsWith('mf-shell')) return { name: 'shell', version };
    const { name } = JSON.parse(readFileSync(join(folder, 'slice.json'), 'utf8'));
    return { name, version };
  } catch (error) {
    throw new Refused(
      `This is no slice's folder: ${error.message}. Run the command as npm run … -w mf-NAME.`,
      2,
    );
  }
}

/** Sends a request to the registry. @throws Refused with the registry's sentence */
export async function ask(method, path, body) {
  const url = portal();
  const token = teamToken(url);
  let answer;
  try {
    answer = await fetch(`${url}/slices/${path}`, {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        ...(body ? { 'content-type': 'application/json' } : {}),
      },
      body: body && JSON.stringify(body),
    });
  } catch (error) {
    throw new Refused(
      `No portal answers at ${url} (${error.cause?.code ?? error.message}): start one with npm start, or set EBOK_URL.`,
    );
  }
  const text = await answer.text();
  const said = parsed(text);
  if (answer.ok && said) return said;
  throw new Refused(said?.error ?? `${url} answered ${answer.status}: ${text.slice(0, 300)}`);
}

/** A running development portal writes a token for all slices into a file; elsewhere the team has its own. */
function teamToken(url) {
  if (process.env.EBOK_TOKEN) return process.env.EBOK_TOKEN;
  const isHere = ['localhost', '127.0.0.1', '[::1]'].includes(new URL(url).hostname);
  try {
    if (isHere)
      return readFileSync(resolve(ROOT, process.env.FILES_DIR || 'var/files', 'team-token'), 'utf8').trim();
  } catch {
    // The portal is not started, or runs in production: there is no such file, and the error below says what to do.
  }
  throw new Refused(
    `${url} wants the token of your team in EBOK_TOKEN: whoever runs the portal makes one with npm run token -- SLICE.`,
  );
}

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
