export type CopyOutcome = 'copied' | 'refused';

/** Puts `text` on the clipboard; to be called from a press, or browsers refuse. */
export async function copy(text: string): Promise<CopyOutcome> {
  try {
    await navigator.clipboard.writeText(text);
    return 'copied';
  } catch {
    // Refused by the browser, or the page is not served over https.
    return copyBySelection(text) ? 'copied' : 'refused';
  }
}

/** The old way: works without the clipboard's permission, as long as somebody has just pressed something. */
function copyBySelection(text: string): boolean {
  const focused = document.activeElement;
  const area = document.createElement('textarea');
  area.value = text;
  area.readOnly = true;
  area.className = 'visually-hidden';
  document.body.append(area);
  area.focus({ preventScroll: true });
  area.select();
  let copied = false;
  try {
    copied = document.execCommand('copy');
  } catch {
    // Not known to this browser.
  }
  area.remove();
  if (focused instanceof HTMLElement) focused.focus({ preventScroll: true });
  return copied;
}
