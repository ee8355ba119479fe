// Starts the page: texts, session, then the layout.
import { render } from 'lit';
import { run } from '../api/graphql';
import { readConfig, type PageConfig } from '../config';
import { language } from '../language/language';
import { switchLanguage } from '../language/texts';
import { checkSession } from '../session/idle';
import { followCustomerChange } from '../session/customer-change';
import { setPortalInfo } from '../session/portal-info';
import { endSession, session, setSession } from '../session/session';
import { START, type PortalInfo, type Session } from '../session/session.operations';
import { onNews } from '../session/tabs';
import { Layout } from './layout';
import { followLinks } from './follow-links';
import { pageLoad } from '../session/page-load';
import { tolerateTranslation } from './browser-translation';
import { decide } from './routes';

/** Runs once per page load. */
export async function start(): Promise<void> {
  tolerateTranslation();
  const config = readConfig();
  const first = ask();
  try {
    // The page's module loads in parallel with the first request.
    const wanted = decide(new URL(location.href), null, config.slices);
    if (wanted.show === 'page') wanted.page.load().catch(() => {});
    await switchLanguage(language.current);
  } catch {
    return sayUnloaded();
  }
  followLinks();
  // A page restored from the browser's cache may show data of a session that has ended since.
  addEventListener('pageshow', ({ persisted }) => {
    if (persisted) pageLoad.reload();
  });
  await open(config, first);
}

type First = { session: Session | null; service: PortalInfo };

/** Sends the first request at once. Its failure is handled by `open`; this prevents an unhandled rejection. */
function ask(): Promise<First> {
  const first = run<First>(START);
  first.catch(() => {});
  return first;
}

async function open(config: PageConfig, first = ask()): Promise<void> {
  const notices = () => import('../pages/start.pages');
  const shut = async (text: string) => render((await notices()).maintenance(text), document.body);
  if (config.maintenance) return void (await shut(config.maintenance));
  try {
    const { session: found, service } = await first;
    setPortalInfo(service);
    if (service.maintenance) return void (await shut(service.maintenance));
    setSession(found);
  } catch (error) {
    return void render(
      (await notices()).unreachable(error, () => open(config)),
      document.body,
    );
  }
  render(null, document.body);
  document.body.append(Object.assign(new Layout(), { config }));
  hearOtherTabs();
  followCustomerChange();
}

function hearOtherTabs(): void {
  onNews((news) => {
    if (news === 'ended') return endSession('signed-out', { tell: false });
    const { id } = session.current?.user ?? {};
    checkSession().then(
      () => {
        if (id && session.current && session.current.user.id !== id) pageLoad.reload();
      },
      // The next request of this tab finds out.
      (error: unknown) => console.error(error),
    );
  });
}

/** The texts did not load either. These three sentences need no catalogue. */
function sayUnloaded(): void {
  document.body.textContent =
    'Strona nie wczytała się do końca. Odśwież ją za chwilę. · The page did not load completely. Please reload it in a moment. · Сторінка завантажилася не повністю. Оновіть її за мить.';
}
