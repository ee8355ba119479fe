/** @jest-environment node */
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { bodyOf, curlOf, type Request } from './curl';

const ORIGIN = 'http://localhost:4000';
const NASTY = `it's "quoted" \\ \\n $HOME \`id\` $(id) !! %s zażółć 🌞 \t & ; | <>`;

describe('copy as cURL', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'ebok-curl-'));
    const curl = path.join(folder, 'curl');
    writeFileSync(curl, `#!/bin/sh\nfor one in "$@"; do printf '%s\\0' "$one"; done\n`);
    chmodSync(curl, 0o755);
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  /** The arguments that curl would get if the command were pasted. */
  function pasted(request: Request, shell: string): string[] {
    const env = { ...process.env, PATH: `${folder}:${process.env.PATH}` };
    const said = execFileSync(shell, ['-c', curlOf(request)], { env, encoding: 'utf8' });
    return said.split('\0').slice(0, -1);
  }

  it.each(['bash', 'sh'])('gives %s every character as it was typed', (shell) => {
    const request = {
      origin: ORIGIN,
      cookie: 'ebok',
      query: `# ${NASTY}\nquery Greeting($a: String) {\n  service(of: "${NASTY}") { name }\r\n}`,
      variables: { a: NASTY, b: ["'", "''", "'\\''"] },
      operationName: 'Greeting',
      headers: { 'x-note': `${NASTY}` },
    };
    const [url, ...more] = pasted(request, shell);
    expect(url).toBe(`${ORIGIN}/graphql`);
    expect(more).toEqual([
      '-H',
      'content-type: application/json',
      '-H',
      'cookie: ebok=value of the cookie ebok, from the developer tools of your browser',
      '-H',
      `x-note: ${NASTY}`,
      '--data-raw',
      bodyOf(request),
    ]);
    const { query, variables, operationName } = JSON.parse(more.at(-1)!);
    expect({ query, variables, operationName }).toEqual({
      query: request.query,
      variables: request.variables,
      operationName: 'Greeting',
    });
  });

  it('sends nothing that was not given, and names the cookie as the gateway does', () => {
    const args = pasted(
      { origin: 'https://ebok.example', cookie: '__Host-ebok', query: '{ service { name } }' },
      'bash',
    );
    expect(JSON.parse(args.at(-1)!)).toEqual({ query: '{ service { name } }' });
    expect(args.join('\n')).toContain('cookie: __Host-ebok=value of the cookie __Host-ebok');
  });
});
