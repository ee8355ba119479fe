import { z } from 'zod';
import { NoAnswer, postForm, type HttpAnswer } from '../runtime/post-form';

/** What became of an attempt to send. */
export type SmsOutcome =
  /** The operator took it, now or at an earlier attempt with the same reference. */
  | { result: 'ACCEPTED' }
  /** Will never be sent: a wrong number, or one that wants no SMS. */
  | { result: 'REFUSED'; reason: string }
  /** Was not sent this time; a later attempt may do. */
  | { result: 'PUT_OFF'; reason: string }
  /** May have been sent or not. */
  | { result: 'UNCERTAIN'; reason: string };

export interface SmsapiSettings {
  /** The address of the service, such as https://api.smsapi.pl. */
  url: string;
  token: string;
  /** The sender's name as agreed with the operator; without it, the account's own. */
  from?: string;
  /** Where the operator reports what became of an SMS. */
  notifyUrl?: string;
}

/** The operator answers within a second; no customer waits for it. */
const TIMEOUT_MS = 20_000;
/** The same reference was taken before: the first attempt succeeded. */
const SAME_REFERENCE = 53;
/** Too much at once, a failed submission, or a fault of our account or settings, to be mended: nothing was sent. */
const PUT_OFF = new Set([8, 14, 52, 70, 98, 101, 102, 103, 105, 110, 200, 202, 203, 1000, 1001]);
/** Errors inside the operator's system do not say how far it came. */
const UNCERTAIN = new Set([201, 999]);

const failure = z.object({ error: z.coerce.number() });
const success = z.object({ list: z.array(z.object({ error: z.coerce.number().nullish() })).length(1) });

/** SMSAPI's protocol: one SMS a request, recognised by its reference for a day (`check_idx`). */
export async function sendBySmsapi(
  settings: SmsapiSettings,
  sms: { recipient: string; text: string; reference: string },
  { timeoutMs = TIMEOUT_MS, signal }: { timeoutMs?: number; signal?: AbortSignal } = {},
): Promise<SmsOutcome> {
  const { url, token, from = '', notifyUrl = '' } = settings;
  try {
    const answer = await postForm(
      addressOf(url),
      [
        ['to', sms.recipient.replace('+', '')],
        ['message', sms.text],
        ['from', from],
        ['encoding', 'utf-8'],
        ['format', 'json'],
        ['idx', sms.reference],
        ['check_idx', '1'],
        ['notify_url', notifyUrl],
      ],
      { headers: { authorization: `Bearer ${token}` }, timeoutMs, signal },
    );
    return outcomeOf(answer);
  } catch (error) {
    if (!(error instanceof NoAnswer)) throw error;
    return { result: error.neverHeard ? 'PUT_OFF' : 'UNCERTAIN', reason: 'no answer' };
  }
}

/** Errors come with any HTTP status, so the body counts first. */
function outcomeOf({ status, body }: HttpAnswer): SmsOutcome {
  const said = parsed(body);
  const failed = failure.safeParse(said);
  if (failed.success) return outcomeOfError(failed.data.error);
  const sent = success.safeParse(said);
  if (sent.success && status === 200) {
    const error = sent.data.list[0]!.error;
    return error ? outcomeOfError(error) : { result: 'ACCEPTED' };
  }
  const reason = `HTTP ${status}`;
  // Not the operator's own words, as of a proxy or another address: nothing was sent, and somebody must mend it.
  const isElsewhere = status >= 300 && status < 500;
  return { result: isElsewhere ? 'PUT_OFF' : 'UNCERTAIN', reason };
}

function outcomeOfError(code: number): SmsOutcome {
  if (code === SAME_REFERENCE) return { result: 'ACCEPTED' };
  const reason = `SMSAPI ${code}`;
  if (PUT_OFF.has(code)) return { result: 'PUT_OFF', reason };
  return { result: UNCERTAIN.has(code) ? 'UNCERTAIN' : 'REFUSED', reason };
}

function parsed(body: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(body).toString());
  } catch {
    return null;
  }
}

/** The address of the service alone means its method for sending. */
function addressOf(url: string): string {
  return new URL(url).pathname === '/' ? new URL('/sms.do', url).href : url;
}
