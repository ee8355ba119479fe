/** Logins of a demo world. Their passwords are public, so a demo world never runs in production. */
export const DEMO_LOGINS = [
  {
    email: 'anna.kowalczyk@example.com',
    password: 'Zielony-kajak-7',
    customerNumber: '1000001',
    who: 'a household behind with its payments',
  },
  {
    email: 'biuro@piekarnia-lipowa.example',
    password: 'Gorace-kajzerki-40',
    customerNumber: '1000002',
    who: 'a company with 40 points',
  },
  {
    email: 'jan.wisniewski@example.org',
    password: 'Dach-pelen-slonca-8',
    customerNumber: '1000003',
    who: 'a prosumer with an overpayment',
  },
  {
    email: 'maria.zielinska@example.net',
    password: 'Licznik-w-piwnicy-5',
    customerNumber: '1000004',
    who: 'a household that reads its meter itself',
  },
] as const;

export type DemoLogin = (typeof DEMO_LOGINS)[number];
