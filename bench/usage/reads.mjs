// How fast use is read: of one point, of a company with many, in a small world and in a large one.
import http from 'node:http';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { median, p95, post } from '../home.mjs';
import { startGateway } from '../few-and-many.mjs';
import { addSessions } from '../logins.mjs';
import { openDatabase } from '../parts.mjs';
import { COMPANY, FIRST_DAY, HOUSEHOLD } from './world.mjs';

const GATEWAY = path.join(path.dirname(fileURLToPath(import.meta.url)), '../../gateway');
const WARM = 50;
const QUERY = `query($input: UsageInput!) { customer { id usage(input: $input) {
  intervals { start end kwh previousKwh estimated complete } totalKwh previousTotalKwh changePercent missing } } }`;
const POINT = `query($input: UsageInput!) { customer { id consumptionPoints { id usage(input: $input) {
  intervals { start end kwh previousKwh estimated complete } totalKwh previousTotalKwh changePercent missing } } } }`;

/**
 * @param {{ small: object, large: object, old?: string, requests: number, days: number }} world databases with use of `days`
 * @returns a table of milliseconds, and what is compared
 */
export async function reads({ small, large, old, requests, days }) {
  const last = dayAfter(FIRST_DAY, days - 1);
  const ask = (from, to, resolution) => ({ from, to, resolution, comparePreviousYear: true });
  const inputs = {
    day: ask(last, last, 'QUARTER_HOUR'),
    month: ask(`${last.slice(0, 7)}-01`, last, 'DAY'),
    year: ask(`${last.slice(0, 4)}-01-01`, last, 'MONTH'),
    all: ask(FIRST_DAY, last, 'MONTH'),
  };
  const started = [];
  try {
    const start = async ({ databaseUrl, folder }, gateway) => {
      const one = await startGateway(databaseUrl, folder, gateway);
      started.push(one.child);
      return one.port;
    };
    const [smallCookies, cookies] = [await signedIn(small), await signedIn(large)];
    const [smallPort, port] = [await start(small), await start(large)];
    const cases = {};
    for (const [name, input] of Object.entries(inputs)) {
      cases[`one point, ${name}`] = { port, cookie: cookies.household, query: POINT, input };
      cases[`one point among few, ${name}`] = {
        port: smallPort,
        cookie: smallCookies.household,
        query: POINT,
        input,
      };
    }
    cases['household, all'] = { port, cookie: cookies.household, query: QUERY, input: inputs.all };
    cases['company, all'] = { port, cookie: cookies.company, query: QUERY, input: inputs.all };
    if (old) {
      const oldPort = await start(large, old);
      cases['company, all, older build'] = { ...cases['company, all'], port: oldPort };
      cases['household, all, older build'] = { ...cases['household, all'], port: oldPort };
    }
    return report(await measure(cases, requests));
  } finally {
    for (const child of started) child.kill('SIGKILL');
  }
}

async function measure(cases, requests) {
  const agents = new Map(
    Object.values(cases).map(({ port }) => [port, new http.Agent({ keepAlive: true, maxSockets: 1 })]),
  );
  const took = new Map(Object.keys(cases).map((name) => [name, []]));
  for (let round = -WARM; round < requests; round++)
    for (const [name, { port, cookie, query, input }] of Object.entries(cases)) {
      const body = JSON.stringify({ query, variables: { input } });
      const began = performance.now();
      const { text } = await post(agents.get(port), port, body, cookie);
      if (round >= 0) took.get(name).push(performance.now() - began);
      else if (!/"totalKwh":[1-9]/.test(text)) throw new Error(`${name}: no use in ${text.slice(0, 300)}`);
    }
  for (const agent of agents.values()) agent.destroy();
  return took;
}

function report(took) {
  const of = (name) => median(took.get(name));
  const high = (name) => p95(took.get(name));
  const ranges = ['day', 'month', 'year'].map((range) => high(`one point, ${range}`));
  const limits = [
    {
      what: 'company beside a household, three years',
      value: of('company, all') / of('household, all'),
      most: 1.5,
    },
    {
      what: 'p95 of day, month, year: highest by lowest',
      value: Math.max(...ranges) / Math.min(...ranges),
      most: 1.5,
    },
    ...['day', 'month', 'year', 'all'].map((range) => ({
      what: `many other points beside few, ${range}`,
      value: of(`one point, ${range}`) / of(`one point among few, ${range}`),
      most: 1.1,
    })),
  ];
  const table = [...took].map(([what, ms]) => ({
    ...{ what, 'median, ms': Number(median(ms).toFixed(2)), 'p95, ms': Number(p95(ms).toFixed(2)) },
  }));
  return { limits, table };
}

async function signedIn({ databaseUrl }) {
  const database = await openDatabase(path.join(GATEWAY, 'dist'), databaseUrl);
  const [household, company] = await addSessions(database, [HOUSEHOLD, COMPANY]);
  await database.close();
  return { household: household.cookie, company: company.cookie };
}

function dayAfter(day, days) {
  return new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10);
}
