import { mkdir, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import nodemailer, { type SendMailOptions } from 'nodemailer';
import type { Config } from '../config';

/** A file that a mail carries; `cid` names a picture for its HTML. */
export interface MailFile {
  filename: string;
  content: Buffer;
  contentType: string;
  cid?: string;
}

/** A rendered mail; `file` names it in a folder, the same on every try. */
export interface RenderedMail extends SendMailOptions {
  file: string;
  messageId: string;
  subject: string;
  text: string;
  html: string;
}

export interface MailTransport {
  /** @param signal breaks the handover off */
  send(mail: RenderedMail, signal?: AbortSignal): Promise<void>;
  close(): void;
}

/** Where MAIL_URL points: a folder, or a mail server. */
export function openTransport({ mailUrl }: Pick<Config, 'mailUrl'>): MailTransport {
  return mailUrl.startsWith('file:') ? folder(mailUrl.slice('file:'.length)) : server(mailUrl);
}

/**
 * Writes one `.eml` per mail. A temporary file is renamed, so that readers never see half a mail; a retry
 * replaces the first file.
 */
function folder(directory: string): MailTransport {
  const composer = nodemailer.createTransport({ streamTransport: true, buffer: true, newline: 'windows' });
  return {
    async send({ file, ...mail }) {
      const { message } = await composer.sendMail(mail);
      await mkdir(directory, { recursive: true });
      const target = path.join(directory, file);
      await writeFile(`${target}.part`, message as Buffer);
      await rename(`${target}.part`, target);
    },
    close: () => composer.close(),
  };
}

/** A server that hangs must not hold the worker: every step has its limit. */
function server(url: string): MailTransport {
  const transport = nodemailer.createTransport({
    url,
    pool: true,
    maxConnections: 5,
    connectionTimeout: 10_000,
    greetingTimeout: 10_000,
    socketTimeout: 30_000,
    dnsTimeout: 10_000,
    disableFileAccess: true,
    disableUrlAccess: true,
  } as never);
  return {
    async send({ file: _file, ...mail }, signal) {
      // Reports of failed delivery name the envelope id, where the server knows the extension.
      const dsn = {
        id: mail.messageId.replace(/^<|@.*$/g, ''),
        return: 'headers',
        notify: ['failure'],
      } as const;
      await transport.sendMail({
        ...mail,
        dsn: { ...dsn, notify: [...dsn.notify] },
        ...(signal && { signal }),
      });
    },
    close: () => transport.close(),
  };
}
