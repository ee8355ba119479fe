// Preferences that are stored: the page's language, and the selected customer.
import { run } from '../api/graphql';
import { errorText } from '../api/error-text';
import { notify } from '../layout/notify';
import { language, type Language } from '../language/language';
import { switchLanguage, t } from '../language/texts';
import { SELECT_CUSTOMER, SET_LANGUAGE, type Session, type SessionPayload } from './session.operations';
import { session, setSession } from './session';
import { tellTabs } from './tabs';

/** True when the language was chosen on this page: it is then stored in the account at sign-in. */
let chosenHere = false;

/** Switches the page's language; the account follows, so that mails have it too. */
export async function chooseLanguage(next: Language): Promise<void> {
  try {
    await switchLanguage(next);
    chosenHere = true;
    if (session.current) await tellLanguage(next);
  } catch (error) {
    notify(errorText(error), 'error');
  }
}

/** Agrees on a language at sign-in: the one chosen on this page, else the account's. */
export async function agreeOnLanguage({ user }: Session): Promise<void> {
  const remembered = user.language.toLowerCase() as Language;
  if (remembered === language.current) return;
  try {
    if (chosenHere) await tellLanguage(language.current);
    else await switchLanguage(remembered);
  } catch (error) {
    // The page keeps its language.
    console.error(error);
  }
}

/** Selects another customer of the same login. @returns false when it failed; a notice has said why */
export async function chooseCustomer(id: string): Promise<boolean> {
  try {
    const { selectCustomer } = await run<{ selectCustomer: SessionPayload }>(SELECT_CUSTOMER, { id });
    if (!selectCustomer.session) throw new Error(selectCustomer.problems[0]?.code);
    setSession(selectCustomer.session);
    tellTabs('changed');
    notify(t('notice.customer', { name: selectCustomer.session.customer.name }), 'success');
    return true;
  } catch (error) {
    notify(errorText(error), 'error');
    return false;
  }
}

async function tellLanguage(next: Language): Promise<void> {
  const { setLanguage } = await run<{ setLanguage: SessionPayload }>(SET_LANGUAGE, {
    language: next.toUpperCase(),
  });
  if (setLanguage.session) setSession(setLanguage.session);
}
