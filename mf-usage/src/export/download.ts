/** The gateway's sentence about why there is no file. */
export class Refused extends Error {}

/**
 * Fetches a file and saves it under the gateway's name for it.
 * @param onProgress hears about which share has come, below 1
 * @throws Refused with a sentence for the customer
 */
export async function download(
  address: string,
  signal: AbortSignal,
  onProgress: (share: number) => void,
): Promise<void> {
  const response = await fetch(address, { signal });
  if (!response.ok || !response.body) throw new Refused(await response.text());
  const expected = Number(response.headers.get('x-expected-length')) || 1;
  const parts: Uint8Array<ArrayBuffer>[] = [];
  let received = 0;
  const reader = response.body.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    parts.push(value);
    received += value.length;
    // The length is an estimate.
    onProgress(Math.min(0.99, received / expected));
  }
  const type = response.headers.get('content-type') ?? '';
  save(new Blob(parts, { type }), nameIn(response.headers.get('content-disposition') ?? ''));
}

function nameIn(disposition: string): string {
  return /filename="([^"]+)"/.exec(disposition)?.[1] ?? 'export';
}

/** Gives the browser a file to keep. */
export function save(file: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(file);
  link.download = name;
  link.click();
  // The browser reads it after the click.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
