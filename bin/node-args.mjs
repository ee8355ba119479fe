/**
 * How Node runs the gateway. Caches are bounded well below this heap; without a limit garbage piles up to gigabytes before it is collected. And each thread
 * collects its own: V8's helpers have a full priority whoever they help, and those of the threads that print documents held up people who wait for a page.
 */
export const NODE_ARGS = ['--max-old-space-size=768', '--single-threaded-gc'];
