import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { simpleParser } from 'mailparser';
import { openTransport, type RenderedMail } from './transport';

const mail: RenderedMail = {
  file: 'x.eml',
  messageId: '<constant@ebok.example>',
  from: 'eBOK <ebok@ebok.example>',
  to: { name: '', address: 'jan@kowalski.pl' },
  subject: 'Zażółć',
  text: 'gęślą',
  html: '<p>jaźń</p>',
};

/** A mail server of twenty lines; `answer` is what it thinks of a whole mail. */
function mailServer(answer: string): { server: Server; heard: string[]; data: () => string } {
  const heard: string[] = [];
  let data = '';
  const server = createServer((socket: Socket) => {
    let inData = false;
    socket.on('error', () => undefined);
    socket.write('220 test\r\n');
    socket.on('data', (chunk) => {
      if (inData) {
        data += chunk.toString();
        if (!data.endsWith('\r\n.\r\n')) return;
        inData = false;
        return socket.write(`${answer}\r\n`);
      }
      const line = chunk.toString().trim();
      heard.push(line);
      if (line === 'DATA') inData = true;
      return socket.write(line === 'DATA' ? '354 go\r\n' : line === 'QUIT' ? '221 bye\r\n' : '250 ok\r\n');
    });
  });
  return { server, heard, data: () => data };
}

const urlOf = async (server: Server) => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`;
};

describe('a mail server', () => {
  it('gets the mail for one recipient under its constant id', async () => {
    const { server, heard, data } = mailServer('250 taken');
    const transport = openTransport({ mailUrl: await urlOf(server) });
    await transport.send(mail);
    transport.close();
    server.close();
    expect(heard.filter((line) => line.startsWith('RCPT'))).toEqual(['RCPT TO:<jan@kowalski.pl>']);
    const parsed = await simpleParser(data());
    expect(parsed).toMatchObject({ messageId: '<constant@ebok.example>', subject: 'Zażółć' });
  });

  it('that refuses leaves the mail to be tried again', async () => {
    const { server } = mailServer('451 later');
    const transport = openTransport({ mailUrl: await urlOf(server) });
    await expect(transport.send(mail)).rejects.toMatchObject({ responseCode: 451 });
    transport.close();
    server.close();
    await expect(openTransport({ mailUrl: 'smtp://127.0.0.1:1' }).send(mail)).rejects.toMatchObject({
      code: 'ESOCKET',
    });
  });
});
