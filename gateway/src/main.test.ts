import http from 'node:http';
import net from 'node:net';
import { networkInterfaces } from 'node:os';
import { readConfig } from './config';
import { freePort } from '../testing/database';
import { PRODUCTION } from '../testing/api';
import { GatewayProcesses, ready, type GatewayProcess } from '../testing/process';

/** The built gateway as its own process: what only a process can show. */
describe('the gateway process', () => {
  let processes: GatewayProcesses;
  beforeEach(() => void (processes = new GatewayProcesses()));
  afterEach(() => processes.stop());
  const start = (env: Record<string, string>): GatewayProcess => processes.start(env);

  it('answers /livez and /readyz, finishes requests under way at SIGTERM, and ends', async () => {
    const port = await freePort();
    const { child, ended } = start({ PORT: String(port) });
    await ready(port);
    // A request whose body arrives slowly is under way when the signal comes.
    const body = JSON.stringify({ query: '{ service { name } }' });
    const answer = new Promise<string>((resolve, reject) => {
      const request = http.request(
        {
          port,
          path: '/graphql',
          method: 'POST',
          headers: { 'content-type': 'application/json', 'content-length': body.length },
        },
        (response) => {
          let text = '';
          response.on('data', (chunk) => (text += chunk));
          response.on('end', () => resolve(text));
        },
      );
      request.on('error', reject);
      request.write(body.slice(0, 5));
      setTimeout(() => child.kill('SIGTERM'), 200);
      setTimeout(() => request.end(body.slice(5)), 600);
    });
    expect(JSON.parse(await answer).data.service.name).toBe('Jasna Energia');
    expect((await ended).code).toBe(0);
  });

  it('says in one sentence that the port is in use', async () => {
    const taken = net.createServer();
    await new Promise<void>((resolve) => taken.listen(0, '::', resolve));
    const { port } = taken.address() as net.AddressInfo;
    const { code, said } = await start({ PORT: String(port) }).ended;
    taken.close();
    expect([code, said.trim()]).toEqual([
      1,
      `Port ${port} is in use: stop what listens there, or set PORT to another one.`,
    ]);
  });

  it('refuses to be the second on one SQLite file, and starts again after the first was killed', async () => {
    const port = await freePort();
    const first = start({ PORT: String(port) });
    await ready(port);
    const { code, said } = await start({ PORT: String(await freePort()) }).ended;
    expect([code, said]).toEqual([1, expect.stringContaining('Another eBOK is running')]);
    first.child.kill('SIGKILL');
    await first.ended;
    start({ PORT: String(port) });
    await ready(port);
  });

  it('names every wrong setting at once', async () => {
    const { code, said } = await start({
      PORT: 'abc',
      DATABASE_URL: 'oracle://x',
      ROLE: 'boss',
      RETAILER_FILE: 'missing.json',
      TRUSTED_PROXIES: 'nonsense',
      MAIL_FROM: 'abc',
      PUBLIC_URL: 'ftp://x',
      AUTOPAY_URL: 'ftp://x',
      AUTOPAY_SERVICE_ID: 'abc',
      AUTOPAY_HASH: 'md5',
      EUR_RATE: '4,25',
    }).ended;
    expect(code).toBe(1);
    for (const name of [
      'PORT',
      'DATABASE_URL',
      'ROLE',
      'RETAILER_FILE',
      'TRUSTED_PROXIES',
      'MAIL_FROM',
      'PUBLIC_URL',
      'AUTOPAY_URL',
      'AUTOPAY_SERVICE_ID',
      'AUTOPAY_HASH',
      'EUR_RATE must',
      'EUR_RATE and EUR_RATE_DATE belong together',
    ])
      expect(said).toContain(name);
  });

  it.each([
    ['mysql://nobody:wrong@127.0.0.1:1/x', 'Nothing answers at the address of DATABASE_URL'],
    ['sqlite:/dev/null/a.sqlite', '/dev/null.* is no folder'],
  ])('says what is wrong with %s', async (DATABASE_URL, sentence) => {
    const { code, said } = await start({ DATABASE_URL }).ended;
    expect(code).toBe(1);
    expect(said).toMatch(new RegExp(sentence));
    expect(said.trim().split('\n')).toHaveLength(1);
  });

  it('has no defaults for secrets and addresses in production', async () => {
    const { said } = await start({ NODE_ENV: 'production', DATABASE_URL: '', MAIL_URL: '' }).ended;
    const { NODE_ENV, ...needed } = PRODUCTION;
    expect(NODE_ENV).toBe('production');
    for (const name of Object.keys(needed)) expect(said).toContain(`${name} has no default in production`);
  });

  it('does not start where a setting says that customers come and nothing says which way to run', async () => {
    const { code, said } = await start({ PUBLIC_URL: 'https://ebok.example.pl' }).ended;
    expect(code).toBe(1);
    expect(said).toMatch(/NODE_ENV must be set, because PUBLIC_URL is more .* production .* development/);
  });

  it.each([
    ['PUBLIC_URL', 'https://localhost:4000'],
    ['PUBLIC_URL', 'http://ebok.example.pl'],
    ['PUBLIC_URL', 'http://192.168.1.4:4000'],
    ['DATABASE_URL', 'mysql://ebok:secret@db.internal:3306/ebok'],
    ['MAIL_URL', 'smtp://mail.example.pl'],
    ['AUTOPAY_URL', 'https://pay.autopay.eu'],
    ['SLICES_URL', 's3://KEY:SECRET@s3.example.pl/bucket/prefix'],
    ['TRUSTED_PROXIES', '10.0.0.0/8'],
  ])('%s=%s is for a place that says which way to run', (name, value) => {
    const env = { [name]: value };
    expect(() => readConfig(env)).toThrow(`NODE_ENV must be set, because ${name} is`);
    expect(() => readConfig({ ...env, NODE_ENV: '' })).toThrow(`NODE_ENV must be set, because ${name} is`);
    expect(readConfig({ ...env, NODE_ENV: 'development' }).production).toBe(false);
    expect(() => readConfig({ ...env, NODE_ENV: 'Production' })).toThrow(
      'NODE_ENV must be production or development',
    );
  });

  it.each([
    {},
    { PUBLIC_URL: 'http://localhost:4000' },
    { PUBLIC_URL: 'http://[::1]:4000', DATABASE_URL: 'mysql://root@127.0.0.1:3306/test' },
    { MAIL_URL: 'smtp://localhost:1025', AUTOPAY_URL: 'http://127.0.0.1:4010' },
    { MAIL_URL: 'file:var/outbox', SLICES_URL: 'file:var/slices', DATABASE_URL: 'sqlite:var/a.sqlite' },
  ])('a developer says nothing of it (%j)', (env) => expect(readConfig(env).production).toBe(false));

  it('is reached from this machine alone while developing, and from others in production', async () => {
    const outside = Object.values(networkInterfaces())
      .flatMap((addresses) => addresses ?? [])
      .find(({ internal, family }) => !internal && family === 'IPv4')?.address;
    const production = { ...PRODUCTION, SHUTDOWN_DELAY: '0' };
    for (const env of [{}, production]) {
      const port = await freePort();
      const { child, ended } = start({
        ...env,
        DATABASE_URL: `sqlite:${processes.folder}/a.sqlite`,
        PORT: String(port),
      });
      await ready(port);
      const answers = (host: string) =>
        fetch(`http://${host}:${port}/livez`).then(
          () => true,
          () => false,
        );
      if (outside) expect(await answers(outside)).toBe(env === production);
      expect(await answers('localhost')).toBe(true);
      child.kill('SIGTERM');
      expect((await ended).code).toBe(0);
    }
  });

  it('leaves load balancers five seconds in production, and a developer none', () => {
    expect(readConfig({}).shutdownDelay).toBe(0);
    expect(readConfig(PRODUCTION).shutdownDelay).toBe(5);
    expect(readConfig({ ...PRODUCTION, SHUTDOWN_DELAY: '0' }).shutdownDelay).toBe(0);
  });

  it('takes no operator without encryption in production', async () => {
    const { said } = await start({ NODE_ENV: 'production', AUTOPAY_URL: 'http://pay.example' }).ended;
    expect(said).toContain('AUTOPAY_URL must be https in production');
  });
});
