// Choices that last: the language of the page, the customer one looks at.
import { run } from '../api/graphql';
import { errorText } from '../api/error-text';
import { notify } from '../layout/notify';
import { language, type Language } from '../language/language';
import { switchLanguage, t } from '../language/texts';
import { SELECT_CUSTOMER, SET_LANGUAGE, type Session, type SessionPayload } from './session.operations';
import { session, setSession } from './session';
import { tellTabs } from './tabs';

/** A language chosen before signing in is meant for the account too. */
let chosenHere = false;

/** Turns the page to a language at once; the account follows, so that mails come in it. */
export async function chooseLanguage(next: Language): Promise<void> {
  try {
    await switchLanguage(next);
    chosenHere = true;
    if (session.current) await tellLanguage(next);
  } catch (error) {
    notify(errorText(error), 'error');
  }
}

/** Whose language wins when somebody arrives: what was chosen on this page, else what the account remembers. */
export async function agreeOnLanguage({ user }: Session): Promise<void> {
  const remembered = user.language.toLowerCase() as Language;
  if (remembered === language.current) return;
  try {
    if (chosenHere) await tellLanguage(language.current);
    else await switchLanguage(remembered);
  } catch (error) {
    // The page goes on in the language it has.
    console.error(error);
  }
}

/**
 * Looks at another customer of the same login.
 * @returns whether that worked; if not, a notice has said why.
 */
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
