import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** How the operator behaves towards the next SMS. */
export type SmsBehaviour =
  | 'ACCEPT'
  /** Takes the SMS and never answers. */
  | 'SILENT_AFTER_ACCEPTING'
  /** Takes the SMS and breaks the connection off. */
  | 'DROP_AFTER_ACCEPTING'
  | 'DROP'
  | 'RATE_LIMIT'
  | { error: number }
  /** Not the operator itself answers, but what stands before it. */
  | { status: number };

/** An SMS that the operator took: its phone got it. */
export interface AcceptedSms {
  to: string;
  message: string;
  reference: string;
  fields: URLSearchParams;
}

/** A stand-in for SMSAPI that follows its documentation and shares no code with the gateway. */
export interface SmsOperator {
  url: string;
  accepted: AcceptedSms[];
  /** Requests, whatever became of them. */
  requests: number;
  behaviour: SmsBehaviour;
  /** What the account may use; others are refused. */
  token: string;
  stop(): Promise<void>;
}

/** Starts it on a port of its own. */
export async function startSmsOperator(): Promise<SmsOperator> {
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => (body += chunk));
    request.on('end', () => {
      operator.requests++;
      const isOurs = request.headers.authorization === `Bearer ${operator.token}`;
      if (request.url !== '/sms.do' || request.method !== 'POST') return refuse(response, 1001);
      if (!isOurs) return refuse(response, 101, 401);
      take(new URLSearchParams(body), response);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));

  const operator: SmsOperator = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    accepted: [],
    requests: 0,
    behaviour: 'ACCEPT',
    token: 'token-of-tests',
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return operator;

  function take(fields: URLSearchParams, response: ServerResponse): void {
    const { behaviour } = operator;
    if (behaviour === 'DROP') return void response.destroy();
    if (behaviour === 'RATE_LIMIT') return refuse(response, 203, 429);
    if (typeof behaviour === 'object') {
      if ('error' in behaviour) return refuse(response, behaviour.error);
      return void response.writeHead(behaviour.status).end('<html>');
    }
    const reference = fields.get('idx') ?? '';
    const isRepeated = operator.accepted.some((sms) => sms.reference === reference);
    if (fields.get('check_idx') === '1' && isRepeated) return refuse(response, 53);
    const [to, message] = [fields.get('to') ?? '', fields.get('message') ?? ''];
    operator.accepted.push({ to, message, reference, fields });
    if (behaviour === 'SILENT_AFTER_ACCEPTING') return;
    if (behaviour === 'DROP_AFTER_ACCEPTING') return void response.destroy();
    const sms = {
      id: `id${operator.accepted.length}`,
      points: 0.07,
      number: to,
      status: 'QUEUE',
      error: null,
    };
    send(response, 200, { count: 1, list: [{ ...sms, idx: reference }] });
  }

  function refuse(response: ServerResponse, error: number, status = 200): void {
    send(response, status, { invalid_numbers: null, error, message: 'Refused' });
  }

  function send(response: ServerResponse, status: number, said: object): void {
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(said));
  }
}
