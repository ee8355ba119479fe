import type { MailTemplate, ValuesOf } from './templates';

const TICKET = {
  ticketId: 'zgloszenie',
  number: 'Z/2026/11/7K2M9QXA',
  subject: 'Pytanie o fakturę za październik',
};
const DUE = {
  invoiceId: 'dokument',
  number: 'FR/2026/11/200150',
  amount: '1253.63',
  dueDate: '2026-12-15',
  account: '71109010149999000000000001',
  transferCode: '9992000001|PL|71109010149999000000000001|125363|Jasna Energia|FR/2026/11/200150|||',
};
const PAYMENT = { paymentId: 'platnosc', amount: '123.45', surplus: '23.45' };

/** Invented values for every mail, for the preview: a template without them does not compile. */
export const MAIL_SAMPLES: { [T in MailTemplate]: ValuesOf<T> } = {
  activation: { token: 'token-of-the-preview' },
  alreadyRegistered: {},
  addCustomer: { token: 'token-of-the-preview', customer: '100200' },
  passwordReset: { token: 'token-of-the-preview' },
  passwordChanged: {},
  contactChangeRequested: {
    token: 'token-of-the-preview',
    customer: '100200',
    changes: '• adres e-mail: n•••@example.pl\n• numer telefonu: +48 ••• ••• 567',
    until: '2026-12-15T10:30:00.000Z',
  },
  accessSuspended: { customer: '100200', address: 'jan@example.pl' },
  invoiceIssued: {
    invoiceId: 'dokument',
    number: 'FR/2026/11/200150',
    amount: '1253.63',
    left: '253.63',
    dueDate: '2026-12-15',
  },
  paymentReceived: PAYMENT,
  paymentSurplus: PAYMENT,
  paidTwice: PAYMENT,
  ticketReceived: TICKET,
  complaintReceived: { ...TICKET, answerDueDate: '2026-12-14' },
  ticketReply: TICKET,
  serviceOrdered: {
    ...{ ticketId: 'zgloszenie', number: TICKET.number },
    service: 'Elektryk w 24 godziny',
    price: '12.99',
  },
  dueSoon: DUE,
  dueToday: DUE,
  overdue: DUE,
  dunning: {
    messageId: 'wiadomosc',
    title: 'Wezwanie do zapłaty',
    said: 'Wzywamy do zapłaty 1 253,63 zł w ciągu 14 dni.',
  },
  announcement: {
    messageId: 'wiadomosc',
    title: 'Planowana przerwa w dostawie energii',
    said: '28 grudnia 2026 od 8:00 do 14:00 nie będzie prądu w punkcie przy ul. Lipowej 4.',
  },
  usageAlert: {
    messageId: 'wiadomosc',
    title: 'Zużycie przekroczyło 250 kWh: ul. Lipowa 4',
    said: 'ul. Lipowa 4: od 1 grudnia 2026 do 14 grudnia 2026 zużycie wyniosło 251,4 kWh. Próg, który masz ustawiony, to 250 kWh na miesiąc.',
  },
  marketing: {
    messageId: 'wiadomosc',
    title: 'Fotowoltaika z montażem w cenie',
    said: 'Do końca roku montaż paneli o mocy do 10 kWp jest w cenie zestawu.',
  },
};
