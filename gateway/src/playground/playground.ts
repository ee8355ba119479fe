// GraphiQL as it was built into mf-shell/playground/dist: its page and its files.
import type { FastifyBaseLogger } from 'fastify';
import { join } from 'node:path';
import { buildStamp, readBuild } from '../slices/built-in/read-built-in';
import { compressed } from '../slices/page/composer';
import type { FileContents, Manifest } from '../slices/registry/manifest';
import { pageHeaders } from '../slices/page/html';

/** Folder of its files; their names contain a hash of their contents. */
export const FILES = '/assets/playground';

/**
 * Looser than the portal's policy in one point: the editor adds style elements, one per theme and line.
 * Nothing is evaluated, and no other host is contacted.
 */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "worker-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** For its files: a worker is bound by the policy of its own file, not by the page's. */
export const WORKER_POLICY = "default-src 'none'; script-src 'self'";

export class Playground {
  readonly headers = { ...pageHeaders(POLICY), 'cache-control': 'private, no-cache' };
  page?: FileContents;
  /** Files of earlier builds stay, as the portal's do. */
  readonly files = new Map<string, FileContents>();
  private readonly dist: string;
  private stamp = '';

  /** `root`: the repository's folder; `cookie`: the session's, which the command for cURL names. */
  constructor(
    root: string,
    private readonly cookie: string,
    private readonly log: FastifyBaseLogger,
  ) {
    this.dist = join(root, 'mf-shell/playground/dist');
  }

  /** Reads the build again if there is another one. */
  async read(): Promise<void> {
    const stamp = await buildStamp([this.dist]);
    if (stamp === this.stamp) return;
    this.stamp = stamp;
    try {
      const { manifest, files } = await readBuild(this.dist, false);
      for (const [file, contents] of files) this.files.set(`${FILES}/${file}`, contents);
      this.page = await compressed(html(manifest, this.cookie));
    } catch (error) {
      this.log.warn(
        { reason: (error as Error).message },
        'error: playground disabled, its build cannot be read',
      );
    }
  }
}

function html({ entry, preload, styles, icon, files }: Manifest, cookie: string): string {
  const at = (file: string) => `"${FILES}/${file}" integrity="${files[file]!.integrity}"`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>eBOK API playground</title>
${icon ? `<link rel="icon" type="image/svg+xml" href="${FILES}/${icon}">` : ''}
${styles.map((file) => `<link rel="stylesheet" href=${at(file)}>`).join('\n')}
${preload.map((file) => `<link rel="modulepreload" href=${at(file)}>`).join('\n')}
<script type="module" src=${at(entry)}></script>
</head>
<body>
<noscript>The playground needs JavaScript.</noscript>
<div id="playground" data-session-cookie="${cookie}"></div>
</body>
</html>
`;
}
