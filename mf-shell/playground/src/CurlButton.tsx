// In GraphiQL's toolbar: the current tab as a command for a shell.
import { pick, ToolbarButton, tryParseJSONC, useGraphiQL } from '@graphiql/react';
import { useEffect, useState } from 'react';
import { curlOf } from './curl';
import { CopiedIcon, CurlIcon } from './icons';

const SAID_MS = 4_000;

export function CurlButton() {
  const { queryEditor, variableEditor, headerEditor, operationName } = useGraphiQL(
    pick('queryEditor', 'variableEditor', 'headerEditor', 'operationName'),
  );
  const [said, setSaid] = useState<'' | 'Copied' | 'The browser did not let it be copied'>('');
  useEffect(() => {
    const timer = setTimeout(() => setSaid(''), SAID_MS);
    return () => clearTimeout(timer);
  }, [said]);

  /** @throws Error which the button shows, where variables or headers are not JSON */
  function copy(): void {
    const command = curlOf({
      origin: location.origin,
      // The gateway names it in the page.
      cookie: document.getElementById('playground')?.dataset['sessionCookie'] ?? '',
      query: queryEditor?.getValue() ?? '',
      variables: read('Variables', variableEditor?.getValue()),
      headers: read('Headers', headerEditor?.getValue()),
      operationName,
    });
    // Not there on http, save on localhost.
    if (!isSecureContext) throw new Error('Browsers copy on https and localhost only');
    navigator.clipboard.writeText(command).then(
      () => setSaid('Copied'),
      () => setSaid('The browser did not let it be copied'),
    );
  }

  return (
    <>
      <ToolbarButton label="Copy as cURL" onClick={copy}>
        {said === 'Copied' ? <CopiedIcon /> : <CurlIcon />}
      </ToolbarButton>
      <span role="status" className="said">
        {said === 'Copied' ? 'Copied as cURL. Put your session into its first line.' : said}
      </span>
    </>
  );
}

function read(what: string, text: string | undefined): Record<string, unknown> | undefined {
  try {
    return tryParseJSONC(text);
  } catch (error) {
    throw new Error(`${what} ${(error as Error).message}`, { cause: error });
  }
}
