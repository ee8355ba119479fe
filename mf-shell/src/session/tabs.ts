// Messages between tabs of one browser: only that something changed, nothing personal.
export type News = 'ended' | 'changed';

const channel = open();

/**
 * Undefined where the browser does not support it, or forbids it together with cookies: each tab then finds out by
 * itself.
 */
function open(): BroadcastChannel | undefined {
  try {
    return new BroadcastChannel('ebok');
  } catch {
    return undefined;
  }
}

/** Sends a message to the other tabs. */
export function tellTabs(news: News): void {
  channel?.postMessage(news);
}

/** Subscribes to messages of the other tabs. */
export function onNews(listener: (news: News) => void): void {
  channel?.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
    if (data === 'ended' || data === 'changed') listener(data);
  });
}
