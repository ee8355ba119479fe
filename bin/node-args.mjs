/**
 * Node options of the gateway. Its caches need far less than this heap; without a limit, garbage grows to gigabytes
 * before it is collected. Garbage collection stays within each thread: V8's helper threads have full priority, so
 * those of PDF workers delayed page requests.
 */
export const NODE_ARGS = ['--max-old-space-size=768', '--single-threaded-gc'];
