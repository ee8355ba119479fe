export type CopyOutcome = 'copied' | 'refused';

/** Copies `text` to the clipboard; call it from a click handler, or browsers refuse. */
export async function copy(text: string): Promise<CopyOutcome> {
  try {
    await navigator.clipboard.writeText(text);
    return 'copied';
  } catch {
    // Refused by the browser, or the page is not served over https.
    return copyBySelection(text) ? 'copied' : 'refused';
  }
}

/** The fallback by selection: it needs no clipboard permission, but a recent click. */
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
    // This browser does not support it.
  }
  area.remove();
  if (focused instanceof HTMLElement) focused.focus({ preventScroll: true });
  return copied;
}
