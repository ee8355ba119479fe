/** What came back, whatever its status. */
export interface HttpAnswer {
  status: number;
  body: Uint8Array;
}

/** No answer. `neverHeard`: nobody was there to hear the question, so nothing was begun. */
export class NoAnswer extends Error {
  constructor(
    message: string,
    readonly neverHeard: boolean,
  ) {
    super(message);
  }
}

/** Well below the five seconds in which a request of a customer's is answered: the rest of it takes time too. */
const TIMEOUT_MS = 3_500;
const MAX_BYTES = 64 * 1024;
/** Faults before the first byte could leave us. */
const UNHEARD = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
]);

/**
 * Posts a form to the operator. Follows no redirect: what we send is for that address alone.
 * @throws NoAnswer
 */
export async function postForm(
  address: string,
  fields: readonly (readonly [string, string])[],
  header: string,
): Promise<HttpAnswer> {
  try {
    const response = await fetch(address, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded', BmHeader: header },
      body: new URLSearchParams(
        fields.filter(([, value]) => value !== '').map((field) => [...field]),
      ).toString(),
      redirect: 'manual',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    return { status: response.status, body: await readBody(response) };
  } catch (error) {
    if (error instanceof NoAnswer) throw error;
    throw new NoAnswer(`no answer from the operator: ${reasonOf(error)}`, isUnheard(error));
  }
}

async function readBody(response: Response): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += (chunk as Uint8Array).length;
    // Leaving the loop closes the connection.
    if (size > MAX_BYTES) throw new NoAnswer('an answer of more than 64 kB', false);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** Of several addresses tried, all must have failed to connect. */
function isUnheard(error: unknown): boolean {
  const { code, errors } = (error as { cause?: { code?: string; errors?: { code?: string }[] } }).cause ?? {};
  return errors?.length ? errors.every((one) => UNHEARD.has(one.code ?? '')) : UNHEARD.has(code ?? '');
}

function reasonOf(error: unknown): string {
  const { name, cause } = error as { name: string; cause?: { code?: string } };
  return cause?.code ?? name;
}
