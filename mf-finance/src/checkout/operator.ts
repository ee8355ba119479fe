// The way to the operator's page: kept apart, because a test cannot let the page go.

export const operator = {
  /** Leaves for the page where the payment goes on. The gateway vouches for the host; a script is no page. */
  open(address: string): void {
    const { protocol } = new URL(address);
    if (protocol !== 'https:' && protocol !== 'http:') throw new Error(`Not a page: ${protocol}`);
    location.assign(address);
  },
};
