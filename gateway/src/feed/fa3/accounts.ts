import { all, type Element, find, text } from './element';

/** Accounts an invoice names. Digits only for a Polish account, otherwise as written. */
export interface Accounts {
  /** The account for this document's payment: a factor's, where there is one. */
  toPay?: string;
  isFactored: boolean;
  /** The one the customer may pay other documents to as well; none where a third party is the factor. */
  own?: string;
}

/** The bank accounts in a document: where to pay, and whether a factor receives it. */
export function accountsOf(root: Element): Accounts {
  const payment = find(root, 'Fa', 'Platnosc');
  const [factors] = all(payment, 'RachunekBankowyFaktora').flatMap(numberOf);
  const accounts = all(payment, 'RachunekBankowy');
  // A bank's own account is where it collects what it bought: of this document, not of the customer.
  const [own] = accounts.filter((one) => !text(one, 'RachunekWlasnyBanku')).flatMap(numberOf);
  const hasFactor = all(root, 'Podmiot3').some((party) => text(party, 'Rola') === '1');
  return {
    toPay: factors ?? own ?? accounts.flatMap(numberOf)[0],
    isFactored: factors !== undefined || hasFactor,
    own: hasFactor ? undefined : own,
  };
}

function numberOf(account: Element): string[] {
  const number = text(account, 'NrRB')?.replace(/[\s-]/g, '');
  if (!number) return [];
  return [/^PL\d{26}$/i.test(number) ? number.slice(2) : number];
}
