// A button of GraphiQL's toolbar: copies the current tab as a shell command.
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

  /** @throws Error shown by the button, where variables or headers are not JSON */
  function copy(): void {
    const command = curlOf({
      origin: location.origin,
      // The gateway writes the name into the page.
      cookie: document.getElementById('playground')?.dataset['sessionCookie'] ?? '',
      query: queryEditor?.getValue() ?? '',
      variables: read('Variables', variableEditor?.getValue()),
      headers: read('Headers', headerEditor?.getValue()),
      operationName,
    });
    // The clipboard needs https or localhost.
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
