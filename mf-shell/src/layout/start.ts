// Opens the page: the sentences, who is signed in, then the layout.
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

/** Runs once, when the page has loaded. */
export async function start(): Promise<void> {
  tolerateTranslation();
  const config = readConfig();
  const first = ask();
  try {
    // The page most visitors want comes along with the first answer, not after it.
    const wanted = decide(new URL(location.href), null, config.slices);
    if (wanted.show === 'page') wanted.page.load().catch(() => {});
    await switchLanguage(language.current);
  } catch {
    return sayUnloaded();
  }
  followLinks();
  // A page kept by the browser may show what belongs to somebody who signed out since.
  addEventListener('pageshow', ({ persisted }) => {
    if (persisted) pageLoad.reload();
  });
  await open(config, first);
}

type First = { session: Session | null; service: PortalInfo };

/** Asks at once; whoever waits for it hears of a failure then. */
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
    if (news === 'ended') return endSession('wylogowano', { tell: false });
    const { id } = session.current?.user ?? {};
    checkSession().then(
      () => {
        if (id && session.current && session.current.user.id !== id) pageLoad.reload();
      },
      // The next request of this tab will find out.
      (error: unknown) => console.error(error),
    );
  });
}

/** Not even the sentences came. These three need nothing. */
function sayUnloaded(): void {
  document.body.textContent =
    'Strona nie wczytała się do końca. Odśwież ją za chwilę. · The page did not load completely. Please reload it in a moment. · Сторінка завантажилася не повністю. Оновіть її за мить.';
}
