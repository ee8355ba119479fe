import { existsSync, readFileSync } from 'node:fs';
import { isIP } from 'node:net';
import path from 'node:path';
import { z } from 'zod';
import { notADevelopersMachine } from './config.production';
import { isCalendarDay } from './calendar';
import { isReadable } from './colour';
import { isRegon } from './identifiers';
import { isRate } from './money';
import { openingHours } from './opening-hours';
import { EXAMPLE_PRICES, readTariffPrices, type TariffPrices } from './tariffs/tariff-prices';

/** The repository's root: relative paths in settings start here. */
export const ROOT = path.resolve(__dirname, '../..');

const supportChannel = z
  .object({
    audience: z.enum(['PERSON', 'COMPANY']),
    email: z.email(),
    phone: z.string().min(1),
    /** When somebody answers, and a customer can be called back. */
    openingHours: z.array(openingHours).min(1).optional(),
    /** Read by customers of every language where `openingHours` is missing. */
    hours: z.string().min(1).optional(),
  })
  .refine(({ openingHours: stated, hours }) => stated ?? hours, 'must have openingHours');

/** Fits MySQL's 64 kB of text for any characters. */
const consentText = z.string().min(1).max(10_000);
const retailer = z.object({
  /** The portal's name, also the recipient on transfer QR codes. */
  name: z.string().min(1),
  nip: z.string().regex(/^\d{10}$/, 'must be ten digits'),
  regon: z
    .string()
    .regex(/^(\d{9}|\d{14})$/, 'must be nine or fourteen digits')
    .refine(isRegon, 'is no REGON: its check digit is wrong'),
  address: z.object({ line1: z.string(), line2: z.string(), country: z.string().default('PL') }),
  support: z.array(supportChannel).min(1),
  /** An example of this retailer's invoice numbers, shown on registration. */
  invoiceNumberExample: z.string().min(1).max(64).optional(),
  /** The retailer's own texts of consents, in place of the built-in ones. */
  consents: z
    .partialRecord(
      z.enum(['MARKETING_EMAIL', 'MARKETING_SMS', 'MARKETING_PHONE', 'E_INVOICE', 'PROFILING']),
      z.object({ PL: consentText, EN: consentText, UK: consentText }),
    )
    .optional(),
  /** Where to report a security hole, for security.txt; without it, the support channels. */
  securityContact: z
    .string()
    .regex(/^(mailto:\S+@\S+|https:\/\/\S+|tel:\+\d+)$/, 'must be mailto:…, https://… or tel:+48…')
    .optional(),
  /** The one colour of actions, `#rrggbb`. */
  brandColour: z
    .string()
    .regex(/^#[0-9a-f]{6}$/i, 'must be a colour such as #0a6640')
    .refine(isReadable, 'is too light: white text on buttons must have a contrast of 4.5'),
});
export type Retailer = z.infer<typeof retailer>;
export type SupportChannel = Retailer['support'][number];

/** Where customers of a kind turn. */
export function channelOf({ support }: Retailer, kind: string | undefined): SupportChannel {
  return support.find(({ audience }) => audience === kind) ?? support[0]!;
}

/** Invented details of a retailer, so that a fresh clone looks complete. */
export const DEFAULT_RETAILER: Retailer = {
  name: 'Jasna Energia',
  nip: '9992000001',
  regon: '191781561',
  address: { line1: 'ul. Słoneczna 12', line2: '00-789 Warszawa', country: 'PL' },
  support: [
    {
      audience: 'PERSON',
      email: 'klient@jasna-energia.example',
      phone: '22 100 20 30',
      openingHours: [{ days: 'MON-FRI', from: '08:00', to: '18:00' }],
    },
    {
      audience: 'COMPANY',
      email: 'firma@jasna-energia.example',
      phone: '22 100 20 40',
      openingHours: [{ days: 'MON-FRI', from: '09:00', to: '15:00' }],
    },
  ],
  invoiceNumberExample: 'FR/2026/10/200150',
  brandColour: '#0a6640',
};

const settings = z.object({
  NODE_ENV: z.enum(['production', 'development', 'test'], 'must be production or development').optional(),
  PORT: z.coerce
    .number('must be a number such as 4000')
    .int('must be a whole number')
    .min(0, 'must be at least 0')
    .max(65535, 'must be at most 65535')
    .default(4000),
  METRICS_PORT: z.coerce
    .number('must be a number such as 9464')
    .int('must be a whole number')
    .min(1, 'must be at least 1')
    .max(65535, 'must be at most 65535')
    .optional(),
  PUBLIC_URL: z
    .url({ protocol: /^https?$/, error: 'must be an address such as https://ebok.example.pl' })
    .optional(),
  DATABASE_URL: z
    .string()
    .regex(/^(sqlite:.+|mysql:\/\/.+)$/, 'must be sqlite:FILE or mysql://USER:PASSWORD@HOST:PORT/DATABASE')
    .default('sqlite:var/ebok.sqlite'),
  FEED_DIR: z.string().min(1).default('var/feed'),
  FILES_DIR: z.string().min(1).default('var/files'),
  SLICES_URL: z
    .string()
    .refine(isStore, 'must be file:FOLDER or s3://KEY:SECRET@HOST/BUCKET?region=REGION')
    .optional(),
  ATTACHMENTS_URL: z
    .string()
    .refine(isStore, 'must be file:FOLDER or s3://KEY:SECRET@HOST/BUCKET?region=REGION')
    .optional(),
  CLAMAV_URL: z
    .url({ protocol: /^tcp$/, error: 'must be an address such as tcp://clamav:3310' })
    .refine(
      (url) => !URL.canParse(url) || new URL(url).port !== '',
      'must name a port, such as tcp://clamav:3310',
    )
    .optional(),
  ROLE: z.enum(['web', 'worker', 'all'], 'must be web, worker or all').default('all'),
  DEMO: z.enum(['0', '1'], 'must be 0 or 1').optional(),
  TRUSTED_PROXIES: z
    .string()
    .refine(
      (list) => addresses(list).every(isAddress),
      'must be addresses or networks such as 10.0.0.0/8, separated by commas',
    )
    .default(''),
  MAINTENANCE: z.string().default(''),
  SHUTDOWN_DELAY: z.coerce
    .number('must be seconds such as 5')
    .min(0, 'must be at least 0')
    .max(300, 'must be at most 300')
    .optional(),
  MAIL_URL: z
    .string()
    .regex(/^(file:.+|smtps?:\/\/.+)$/, 'must be file:FOLDER or smtp://…')
    .optional(),
  MAIL_FROM: z.string().includes('@', 'must hold an e-mail address').optional(),
  SMS_URL: z
    .string()
    .regex(
      /^(file:.+|https?:\/\/.+)$/,
      'must be file:FOLDER or the address of SMSAPI, such as https://api.smsapi.pl',
    )
    .optional(),
  SMS_TOKEN: z.string().default(''),
  SMS_FROM: z
    .string()
    .regex(/^[\w .&@+!%-]{1,11}$/, 'must be a sender name of at most eleven letters')
    .optional(),
  SMS_COUNTRIES: z
    .string()
    .regex(/^\d{1,3}(\s*,\s*\d{1,3})*$/, 'must be calling codes such as 48,380')
    .default('48,380'),
  SMS_DAILY_LIMIT: z.coerce
    .number('must be a number such as 20000')
    .int('must be a whole number')
    .min(0, 'must be at least 0')
    .default(20_000),
  SMS_STATUS_SECRET: z
    .string()
    .regex(/^[\w-]{16,64}$/, 'must be 16 to 64 letters and digits')
    .optional(),
  RETAILER_FILE: z.string().optional(),
  TARIFF_PRICES: z.string().optional(),
  AUTOPAY_URL: z
    .url({ protocol: /^https?$/, error: 'must be an address such as https://pay.autopay.eu' })
    .default('http://127.0.0.1:4010'),
  AUTOPAY_START_PATH: z.string().startsWith('/', 'must start with /').default('/payment'),
  AUTOPAY_SERVICE_ID: z
    .string()
    .regex(/^\d{1,10}$/, 'must be at most ten digits')
    .default('100001'),
  AUTOPAY_SHARED_KEY: z
    .string()
    .regex(/^[^|]+$/, 'must not hold |')
    .default('klucz-piaskownicy'),
  AUTOPAY_PREVIOUS_KEY: z
    .string()
    .regex(/^[^|]+$/, 'must not hold |')
    .optional(),
  AUTOPAY_HASH: z.enum(['sha256', 'sha512'], 'must be sha256 or sha512').default('sha256'),
  NBP_URL: z
    .url({ protocol: /^https?$/, error: 'must be the address of a table A as JSON' })
    .default('https://api.nbp.pl/api/exchangerates/tables/a/?format=json'),
  EUR_RATE: z.string().refine(isRate, 'must be złotys for one euro, such as 4.2381').optional(),
  EUR_RATE_DATE: z.string().refine(isCalendarDay, 'must be a day such as 2026-11-20').optional(),
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'silent']).default('info'),
});

const NEEDED_IN_PRODUCTION = [
  'PUBLIC_URL',
  'DATABASE_URL',
  'MAIL_URL',
  'MAIL_FROM',
  'RETAILER_FILE',
  'AUTOPAY_URL',
  'AUTOPAY_SERVICE_ID',
  'AUTOPAY_SHARED_KEY',
  'EUR_RATE',
  'EUR_RATE_DATE',
] satisfies (keyof typeof settings.shape)[];

/** What the operator and we agreed on. */
export interface OperatorSettings {
  /** Scheme and host; customers are sent nowhere else. */
  url: string;
  startPath: string;
  serviceId: string;
  sharedKey: string;
  /** The previous key, while the operator may still sign with it. */
  previousKey?: string;
  hash: 'sha256' | 'sha512';
}

export interface Config {
  production: boolean;
  port: number;
  /** Port of `/metrics`; null disables it. */
  metricsPort: number | null;
  /** Address customers use; links in mails start with it, cookies are Secure when it is https. */
  publicUrl: string;
  databaseUrl: string;
  feedDir: string;
  filesDir: string;
  /** The store of published slices' files: `file:FOLDER`, or a bucket as `s3://KEY:SECRET@HOST/BUCKET/PREFIX`. */
  slicesUrl: string;
  /** The store of files that customers upload, in the same form. */
  attachmentsUrl: string;
  /** The virus scanner clamd, as `tcp://HOST:PORT`; null: files are not scanned. */
  clamavUrl: string | null;
  role: 'web' | 'worker' | 'all';
  /** Fills an empty database with a demo world: by default on SQLite, on request on MySQL, never in production. */
  demo: boolean;
  /** Addresses (CIDR) of proxies whose X-Forwarded-For is believed. */
  trustedProxies: string[];
  /** Announcement shown while maintenance lasts; empty: none. */
  maintenance: string;
  /** Seconds between SIGTERM, when `/readyz` turns to 503, and the last new connection. */
  shutdownDelay: number;
  mailUrl: string;
  mailFrom: string;
  /** Where SMS go: `file:FOLDER`, or the operator's address; null for a retailer that sends none. */
  smsUrl: string | null;
  smsToken: string;
  /** The sender's name as agreed with the operator. */
  smsFrom?: string;
  /** Calling codes of the countries to whose mobile numbers SMS are sent. */
  smsCountries: string[];
  /** The most parts of SMS a day. */
  smsDailyLimit: number;
  /** Part of the address at which the operator reports what became of an SMS; undefined: it does not. */
  smsStatusSecret?: string;
  retailer: Retailer;
  /** What tariffs cost, for the tariff check; null: nothing is compared. */
  tariffPrices: TariffPrices | null;
  /** The payment operator and the agreed settings. */
  autopay: OperatorSettings;
  /** The source of the euro's mean rate, and the rate to use while it is unavailable. */
  exchange: { url: string; rate: string; rateDate: string };
  logLevel: string;
}

/**
 * Reads and validates all settings. The only reader of `process.env`.
 * @throws Error that lists all faults, one per line
 */
export function readConfig(env: NodeJS.ProcessEnv = process.env): Config {
  // An empty variable is one that was not set: compose files write them so.
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  const parsed = settings.safeParse(given);
  const faults = parsed.success ? [] : parsed.error.issues.map((i) => `${i.path.join('.')} ${i.message}`);
  const production = env.NODE_ENV === 'production';
  if (!given.NODE_ENV) faults.push(...notADevelopersMachine(given));
  if (production) {
    for (const name of NEEDED_IN_PRODUCTION)
      if (!given[name]) faults.push(`${name} has no default in production`);
    for (const name of ['AUTOPAY_URL', 'SMS_URL'])
      if (given[name]?.startsWith('http:')) faults.push(`${name} must be https in production`);
  }
  if (given.SMS_URL?.startsWith('http') && !given.SMS_TOKEN)
    faults.push('SMS_TOKEN is needed with the address of an operator in SMS_URL');
  if (!given.EUR_RATE !== !given.EUR_RATE_DATE) faults.push('EUR_RATE and EUR_RATE_DATE belong together');
  if (production && given.DEMO === '1')
    faults.push('DEMO must not be 1 in production: everybody knows the passwords of a demo world');
  if (env.ROLE && env.ROLE !== 'all' && !given.DATABASE_URL?.startsWith('mysql:'))
    faults.push('ROLE must be all with SQLite: one process at a time can use the file');
  const shop = readRetailer(given.RETAILER_FILE, faults);
  const tariffPrices = pricesIn(given.TARIFF_PRICES, production, faults);
  if (!parsed.success || faults.length > 0)
    throw new Error(`Settings to correct:\n${faults.map((f) => `  ${f}`).join('\n')}`);
  const s = parsed.data;
  return {
    production,
    port: s.PORT,
    metricsPort: s.METRICS_PORT ?? null,
    publicUrl: (s.PUBLIC_URL ?? `http://localhost:${s.PORT}`).replace(/\/$/, ''),
    databaseUrl: fromRoot(s.DATABASE_URL, 'sqlite:'),
    feedDir: path.resolve(ROOT, s.FEED_DIR),
    filesDir: path.resolve(ROOT, s.FILES_DIR),
    slicesUrl: fromRoot(s.SLICES_URL ?? `file:${path.join(s.FILES_DIR, 'slices')}`, 'file:'),
    attachmentsUrl: fromRoot(s.ATTACHMENTS_URL ?? `file:${path.join(s.FILES_DIR, 'attachments')}`, 'file:'),
    clamavUrl: s.CLAMAV_URL ?? null,
    role: s.ROLE,
    demo: s.DEMO === '1' || (s.DEMO === undefined && !production && s.DATABASE_URL.startsWith('sqlite:')),
    trustedProxies: addresses(s.TRUSTED_PROXIES),
    maintenance: s.MAINTENANCE,
    shutdownDelay: s.SHUTDOWN_DELAY ?? (production ? 5 : 0),
    mailUrl: fromRoot(s.MAIL_URL ?? 'file:var/outbox', 'file:'),
    mailFrom: s.MAIL_FROM ?? `${shop.name} <nie-odpowiadaj@jasna-energia.example>`,
    smsUrl: smsUrlOf(s.SMS_URL, production),
    smsToken: s.SMS_TOKEN,
    smsFrom: s.SMS_FROM,
    smsCountries: addresses(s.SMS_COUNTRIES),
    smsDailyLimit: s.SMS_DAILY_LIMIT,
    smsStatusSecret: s.SMS_STATUS_SECRET,
    retailer: shop,
    tariffPrices,
    autopay: {
      url: new URL(s.AUTOPAY_URL).origin,
      startPath: s.AUTOPAY_START_PATH,
      serviceId: s.AUTOPAY_SERVICE_ID,
      sharedKey: s.AUTOPAY_SHARED_KEY,
      previousKey: s.AUTOPAY_PREVIOUS_KEY,
      hash: s.AUTOPAY_HASH,
    },
    exchange: {
      url: s.NBP_URL,
      rate: s.EUR_RATE ?? '4.25',
      rateDate: s.EUR_RATE_DATE ?? '2026-11-20',
    },
    logLevel: s.LOG_LEVEL,
  };
}

/** Folders are for development: in production a retailer without an operator sends no SMS. */
function smsUrlOf(given: string | undefined, production: boolean): string | null {
  if (!given && production) return null;
  return fromRoot(given ?? 'file:var/outbox', 'file:');
}

function addresses(list: string): string[] {
  return list
    .split(',')
    .map((one) => one.trim())
    .filter(Boolean);
}

function isAddress(text: string): boolean {
  const [address = '', bits = '0', ...rest] = text.split('/');
  return isIP(address) !== 0 && /^\d{1,3}$/.test(bits) && rest.length === 0;
}

function isStore(url: string): boolean {
  if (url.startsWith('file:')) return url.length > 'file:'.length;
  if (!/^s3(\+http)?:/.test(url) || !URL.canParse(url)) return false;
  const { username, password, host, pathname } = new URL(url);
  return Boolean(username && password && host && pathname.length > 1);
}

function fromRoot(url: string, scheme: string): string {
  return url.startsWith(scheme) ? scheme + path.resolve(ROOT, url.slice(scheme.length)) : url;
}

function readRetailer(file: string | undefined, faults: string[]): Retailer {
  if (!file) return DEFAULT_RETAILER;
  const full = path.resolve(ROOT, file);
  if (!existsSync(full)) {
    faults.push(`RETAILER_FILE ${full} does not exist`);
    return DEFAULT_RETAILER;
  }
  try {
    const parsed = retailer.safeParse(JSON.parse(readFileSync(full, 'utf8')));
    if (parsed.success) return parsed.data;
    faults.push(...parsed.error.issues.map((i) => `RETAILER_FILE ${i.path.join('.')} ${i.message}`));
  } catch (error) {
    faults.push(`RETAILER_FILE is not JSON: ${(error as Error).message}`);
  }
  return DEFAULT_RETAILER;
}

/** Invented prices are for development: in production a retailer without a file of prices has no tariff check. */
function pricesIn(file: string | undefined, production: boolean, faults: string[]): TariffPrices | null {
  if (!file) return production ? null : EXAMPLE_PRICES;
  try {
    const prices = readTariffPrices(JSON.parse(readFileSync(path.resolve(ROOT, file), 'utf8')));
    if (!Array.isArray(prices)) return prices;
    faults.push(...prices.map((fault) => `TARIFF_PRICES ${fault}`));
  } catch (error) {
    faults.push(`TARIFF_PRICES can not be read: ${(error as Error).message}`);
  }
  return null;
}
