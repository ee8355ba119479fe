import { mkdir, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Config } from '../config';
import { sendBySmsapi, type SmsOutcome } from './smsapi';

/** An SMS as it goes out; `file` names it in a folder. */
export interface RenderedSms {
  file: string;
  recipient: string;
  text: string;
  parts: number;
  /** The same for each attempt of one SMS. */
  reference: string;
  createdAt: Date;
}

/** `signal` breaks the attempt off. */
export type SmsTransport = (sms: RenderedSms, signal?: AbortSignal) => Promise<SmsOutcome>;

/** Where SMS_URL points: a folder, or the operator. */
export function openSmsTransport({
  smsUrl,
  smsToken,
  smsFrom,
  publicUrl,
  smsStatusSecret,
}: Config): SmsTransport {
  if (!smsUrl) return () => Promise.resolve({ result: 'PUT_OFF', reason: 'no SMS_URL' });
  if (smsUrl.startsWith('file:')) return folder(smsUrl.slice('file:'.length));
  const notifyUrl = smsStatusSecret ? `${publicUrl}/sms/status/${smsStatusSecret}` : undefined;
  return (sms, signal) =>
    sendBySmsapi({ url: smsUrl, token: smsToken, from: smsFrom, notifyUrl }, sms, { signal });
}

/** Writes one `.json` per SMS; a temporary file is renamed, so that readers never see half of one. */
function folder(directory: string): SmsTransport {
  return async ({ file, recipient, text, parts, createdAt }) => {
    await mkdir(directory, { recursive: true });
    const target = path.join(directory, file);
    const sms = { to: recipient, text, parts, at: createdAt.toISOString() };
    await writeFile(`${target}.part`, `${JSON.stringify(sms, null, 2)}\n`);
    await rename(`${target}.part`, target);
    return { result: 'ACCEPTED' };
  };
}
