import { h, type FunctionalComponent } from 'vue';

/** A long address takes a new line at its @ and dots; copied it is still one. No template: that would put blanks between the parts. */
export const EmailAddress: FunctionalComponent<{ address: string }> = ({ address }) =>
  address.split(/(?=[@.])/).flatMap((part, n) => (n > 0 ? [h('wbr'), part] : [part]));
EmailAddress.props = ['address'];
