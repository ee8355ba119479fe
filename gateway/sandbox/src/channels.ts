/**
 * Result of an attempt to pay. STAY: nothing begins, and the customer may correct the input; with a reason
 * where the operator has a code for it.
 */
export type Outcome =
  | { kind: 'SUCCESS' }
  | { kind: 'LATER' }
  | { kind: 'FAILURE'; details: string }
  | { kind: 'STAY'; sentence: string; reason?: string };

const BLIK = '509';
const CARD = '1500';
const TRANSFER = '106';

/** The operator's numbers of the channels. */
export const GATEWAYS = { blik: BLIK, card: CARD, transfer: TRANSFER } as const;
export type Channel = keyof typeof GATEWAYS;
export const isChannel = (text: unknown): text is Channel =>
  typeof text === 'string' && Object.hasOwn(GATEWAYS, text);

const WRONG = {
  kind: 'STAY',
  reason: 'WRONG_TICKET',
  sentence:
    'Kod BLIK jest nieprawidłowy (WRONG_TICKET). Sprawdź kod w aplikacji banku i wpisz go jeszcze raz.',
} as const;
const WRONG_CODES: Record<string, Outcome> = {
  '111121': WRONG,
  '111122': {
    kind: 'STAY',
    reason: 'TICKET_EXPIRED',
    sentence: 'Kod BLIK stracił ważność (TICKET_EXPIRED). Wygeneruj nowy kod.',
  },
  '111123': {
    kind: 'STAY',
    reason: 'TICKET_USED',
    sentence: 'Kod BLIK został już użyty (TICKET_USED). Wygeneruj nowy kod.',
  },
};
const GOOD_CODES = ['111111', '111112', '111115'];
/** The second good code fails with these amounts. */
const AMOUNTS: Record<string, string> = {
  '756.31': 'INSUFFICIENT_FUNDS',
  '756.32': 'ISSUER_DECLINED',
  '756.33': 'TIMEOUT',
  '756.34': 'USER_TIMEOUT',
  '756.35': 'AM_TIMEOUT',
  '756.36': 'SEC_DECLINED',
  '756.37': 'BAD_PIN',
  '756.38': 'LIMIT_EXCEEDED',
  '756.39': 'SYSTEM_ERROR',
  '756.40': 'GENERAL_ERROR',
};

/** Banks that do what their names say. */
export const BANKS = {
  zgodny: 'Bank Zgodny – przyjmuje',
  powolny: 'Bank Powolny – przyjmuje po chwili',
  odmowny: 'Bank Odmowny – odmawia',
} as const;

/** Every reason of a refusal the operator documents, to be tried out. */
export const DETAILS = [
  ...[
    'REJECTED',
    'REJECTED_BY_USER',
    'INCORRECT_AMOUNT',
    'EXPIRED',
    'CANCELLED',
    'RECURSION_INACTIVE',
    'ANOTHER_ERROR',
  ],
  ...[
    'CONNECTION_ERROR',
    'CARD_LIMIT_EXCEEDED',
    'SECURITY_ERROR',
    'DO_NOT_HONOR',
    'THREEDS_NEGATIVE',
    'CARD_EXPIRED',
  ],
  ...['INCORRECT_CARD_NUMBER', 'FRAUD_SUSPECT', 'STOP_RECURRING', 'UNCLASSIFIED', 'VOID'],
  ...['INSUFFICIENT_FUNDS', 'LIMIT_EXCEEDED', 'BAD_PIN', 'ISSUER_DECLINED', 'USER_DECLINED', 'SEC_DECLINED'],
  ...['TIMEOUT', 'AM_TIMEOUT', 'USER_TIMEOUT', 'SYSTEM_ERROR', 'GENERAL_ERROR', 'NEVER_SEEN_BEFORE'],
];

/** What the operator's test codes, cards and our banks do. */
export function outcomeOf(channel: Channel, fields: URLSearchParams, amount: string): Outcome {
  const typed = (name: string) => (fields.get(name) ?? '').replace(/[\s-]/g, '');
  if (channel === 'blik') return blik(typed('code'), amount);
  if (channel === 'card') return card(typed('number'), typed('cvv'));
  const bank = fields.get('bank');
  if (bank === 'zgodny') return { kind: 'SUCCESS' };
  if (bank === 'powolny') return { kind: 'LATER' };
  if (bank === 'odmowny') return { kind: 'FAILURE', details: 'REJECTED' };
  return { kind: 'STAY', sentence: 'Wybierz bank z listy.' };
}

function blik(code: string, amount: string): Outcome {
  if (!/^\d{6}$/.test(code)) return { kind: 'STAY', sentence: 'Kod BLIK ma sześć cyfr.' };
  const details = code === '111112' && AMOUNTS[amount];
  if (details) return { kind: 'FAILURE', details };
  if (GOOD_CODES.includes(code)) return { kind: 'SUCCESS' };
  return WRONG_CODES[code] ?? WRONG;
}

function card(number: string, cvv: string): Outcome {
  if (!/^\d{16}$/.test(number) || !/^\d{3}$/.test(cvv))
    return { kind: 'STAY', sentence: 'Numer karty ma szesnaście cyfr, a kod CVV trzy.' };
  // Some reasons come with the card scheme's own code behind them.
  if (number.endsWith('7714')) return { kind: 'FAILURE', details: 'CARD_LIMIT_EXCEEDED (61)' };
  if (number !== '4444444444444000') return { kind: 'FAILURE', details: 'INCORRECT_CARD_NUMBER' };
  if (cvv === '111') return { kind: 'SUCCESS' };
  return { kind: 'FAILURE', details: 'DO_NOT_HONOR' };
}
