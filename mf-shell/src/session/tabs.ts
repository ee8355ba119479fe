// What tabs of one browser tell each other: nothing personal, only that something changed.
export type News = 'ended' | 'changed';

const channel = open();

/** None where the browser has none, or forbids it as it forbids cookies: each tab then finds out by itself. */
function open(): BroadcastChannel | undefined {
  try {
    return new BroadcastChannel('ebok');
  } catch {
    return undefined;
  }
}

/** Tells the other tabs. */
export function tellTabs(news: News): void {
  channel?.postMessage(news);
}

/** Hears what the other tabs say. */
export function onNews(listener: (news: News) => void): void {
  channel?.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
    if (data === 'ended' || data === 'changed') listener(data);
  });
}
