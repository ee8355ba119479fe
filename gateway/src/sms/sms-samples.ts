import type { SmsTemplate, SmsValuesOf } from './sms-templates';

const DUE = { number: 'FR/2026/11/1200150-K', amount: '123456.78', dueDate: '2026-12-28' };

/** As long as values of real customers get: a test counts the parts of these, and the preview shows them. */
export const SMS_SAMPLES: { [T in SmsTemplate]: SmsValuesOf<T> } = {
  invoiceIssued: DUE,
  dueSoon: DUE,
  dueToday: DUE,
  overdue: DUE,
  paymentReceived: { amount: '123456.78' },
  dunning: {},
  announcement: {
    title:
      'Planowana przerwa w dostawie energii elektrycznej w poniedziałek 28 grudnia 2026 od 8:00 do 14:00, ul. Żółta i Źródlana',
  },
  usageMonth: { limit: '1000000' },
  usageDay: { day: '2026-12-28' },
  marketing: {
    title:
      'Do końca grudnia 2026 montaż paneli fotowoltaicznych o mocy do 10 kWp w cenie zestawu, także na raty, w całej Polsce',
  },
  contactChangeRequested: { fields: 'e-mail, telefon', customer: '1002003004', phone: '22 100 20 30' },
  test: {},
};
