/** The agreement between shop and operator. */
export interface Settings {
  startPath: string;
  serviceId: string;
  sharedKey: string;
  hash: 'sha256' | 'sha512';
  /** Where notifications go. */
  itnUrl: string;
  /** Where customers go back to, without parameters. */
  returnUrl: string;
  /** Asked for; another free one is taken when it is in use. 0: any. */
  port: number;
  /** Where customers find it, when that is not where it listens: behind a proxy that ends TLS. */
  url?: string;
  /** Pauses between tries of a notification, in milliseconds; the last one stays. The real operator waits minutes. */
  retryMs: number[];
  /** How often a notification is tried before it is given up. */
  tries: number;
}

/** The only reader of `process.env` here; names and defaults are those of the gateway. */
export function readSettings(env: NodeJS.ProcessEnv): Settings {
  const shop = env.PUBLIC_URL || 'http://localhost:4000';
  return {
    startPath: env.AUTOPAY_START_PATH || '/payment',
    serviceId: env.AUTOPAY_SERVICE_ID || '100001',
    sharedKey: env.AUTOPAY_SHARED_KEY || 'klucz-piaskownicy',
    hash: env.AUTOPAY_HASH === 'sha512' ? 'sha512' : 'sha256',
    itnUrl: env.SANDBOX_ITN_URL || `${shop}/payments/autopay/itn`,
    returnUrl: env.SANDBOX_RETURN_URL || `${shop}/payments/autopay/return`,
    port: Number(env.SANDBOX_PORT || 4010),
    url: env.SANDBOX_URL || undefined,
    retryMs: [500, 1_000, 2_000, 5_000],
    tries: 60,
  };
}
