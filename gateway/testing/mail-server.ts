import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';

/** What the server does with a mail. */
export type MailBehaviour =
  | 'TAKE'
  /** Breaks the connection off instead of an answer. */
  | 'DROP'
  | 'DROP_AFTER_TAKING'
  /** Takes the mail and never answers. */
  | 'SILENT_AFTER_TAKING'
  | { at: 'RCPT' | 'DATA'; code: number; text: string }
  /** Answers each recipient late. */
  | { slowMs: number };

/** A real SMTP server in this process. */
export interface MailServer {
  url: string;
  behaviour: MailBehaviour;
  /** Mails that it took, as they came. */
  received: { raw: string; to: string[]; at: number }[];
  connections: number;
  stop(): Promise<void>;
}

/** Starts it on a port of its own. */
export async function startMailServer(): Promise<MailServer> {
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    logger: false,
    closeTimeout: 100,
    onConnect: (_session, done) => {
      state.connections++;
      done();
    },
    onRcptTo: (_address, _session, done) => {
      const { behaviour } = state;
      const slowMs = typeof behaviour === 'object' && 'slowMs' in behaviour ? behaviour.slowMs : 0;
      setTimeout(() => done(refusal('RCPT')), slowMs);
    },
    onData: (stream, session, done) => {
      let raw = '';
      stream.on('data', (chunk) => (raw += chunk));
      stream.on('end', () => {
        const { behaviour } = state;
        if (behaviour === 'DROP') return drop();
        const refused = refusal('DATA');
        const to = session.envelope.rcptTo.map(({ address }) => address);
        if (!refused) state.received.push({ raw, to, at: performance.now() });
        if (behaviour === 'DROP_AFTER_TAKING') return drop();
        if (behaviour !== 'SILENT_AFTER_TAKING') done(refused);
      });
    },
  });
  // Broken connections are what is tested.
  server.on('error', () => undefined);
  const state: MailServer = {
    url: '',
    behaviour: 'TAKE',
    received: [],
    connections: 0,
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  };
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  state.url = `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`;
  return state;

  function refusal(at: 'RCPT' | 'DATA'): Error | null {
    const { behaviour } = state;
    if (typeof behaviour !== 'object' || !('at' in behaviour) || behaviour.at !== at) return null;
    return Object.assign(new Error(behaviour.text), { responseCode: behaviour.code });
  }

  function drop(): void {
    for (const { _socket } of server.connections as unknown as Iterable<{ _socket: { destroy(): void } }>)
      _socket.destroy();
  }
}
