// The questions of the help. Their texts are in `texts`, one file a language; the compiler wants each in all three.
import { Contents } from './contents';
import type pl from './texts/pl.json';

export type Texts = typeof pl;
export type Topic = keyof Texts extends infer K ? (K extends `topic.${infer T}` ? T : never) : never;
export type Question = keyof Texts extends infer K ? (K extends `${infer Q}.question` ? Q : never) : never;

export const texts = new Contents<Texts>({
  pl: () => import('./texts/pl.json'),
  en: () => import('./texts/en.json'),
  uk: () => import('./texts/uk.json'),
});

/** In the order of the page. A question's name is its address: `/pomoc#register`. */
export const TOPICS: Record<Topic, readonly Question[]> = {
  account: ['register', 'mismatch', 'noMail', 'password', 'login', 'cannotSignIn', 'contracts', 'cost'],
  bills: ['balance', 'lines', 'tariff', 'forecast', 'estimated', 'higher', 'correction', 'pdf', 'ksef'],
  payments: ['pay', 'limit', 'notVisible', 'overpayment', 'late', 'reminders'],
  meter: ['usage', 'gaps', 'reading', 'outage', 'prosumer'],
  contract: ['moving', 'changeData', 'consents', 'services', 'myData'],
  safety: ['fakeInvoice', 'secure', 'stolen'],
  contact: ['contact', 'dataAge', 'browsers', 'accessible'],
};
