import { h, type FunctionalComponent } from 'vue';

/**
 * An e-mail address with line breaks allowed at @ and dots; copied, it is unbroken. A template would add blanks
 * between the parts.
 */
export const EmailAddress: FunctionalComponent<{ address: string }> = ({ address }) =>
  address.split(/(?=[@.])/).flatMap((part, n) => (n > 0 ? [h('wbr'), part] : [part]));
EmailAddress.props = ['address'];
