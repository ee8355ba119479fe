// The redirect to the payment operator, in an object that tests can replace: jsdom cannot leave a page.

export const operator = {
  /** Opens the operator's page. The gateway checks the host; this check rejects `javascript:` addresses. */
  open(address: string): void {
    const { protocol } = new URL(address);
    if (protocol !== 'https:' && protocol !== 'http:') throw new Error(`Not a page: ${protocol}`);
    location.assign(address);
  },
};
