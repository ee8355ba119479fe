import { hashOf, type HashName } from '../../src/payments/autopay/hash';
import { isSigned, type Itn } from '../../src/payments/autopay/itn';
import { escapeXml } from '../../src/payments/autopay/xml';

export const KEY = 'klucz-testowy';

/** The operator's fields of a notification, in order. */
export const ITN_FIELDS: [string, string][] = [
  ['orderID', 'a1b2c3'],
  ['remoteID', '9IA2UISN'],
  ['amount', '123.45'],
  ['currency', 'PLN'],
  ['gatewayID', '509'],
  ['paymentDate', '20261123141500'],
  ['paymentStatus', 'SUCCESS'],
  ['paymentStatusDetails', 'AUTHORIZED'],
];

/** Builds a signed notification as XML. Values are hashed as given; `write` sets their form in the text. */
export function itnXml(
  options: {
    serviceId?: string;
    fields?: [string, string][];
    customerData?: [string, string][];
    after?: [string, string][];
    algorithm?: HashName;
    hash?: string;
    write?: (value: string) => string;
  } = {},
): string {
  const { serviceId = '100001', fields = ITN_FIELDS, customerData = [], after = [] } = options;
  const { algorithm = 'sha256', write = escapeXml } = options;
  const signed = [...fields, ...customerData, ...after].map(([, value]) => value);
  const hash = options.hash ?? hashOf([serviceId, ...signed], KEY, algorithm);
  const elements = (all: [string, string][]) =>
    all.map(([name, value]) => `<${name}>${write(value)}</${name}>`).join('\n');
  const data = customerData.length > 0 ? `<customerData>${elements(customerData)}</customerData>` : '';
  return `<?xml version="1.0" encoding="UTF-8"?>
<transactionList>
<serviceID>${write(serviceId)}</serviceID>
<transactions>
<transaction>
${elements(fields)}${data}${elements(after)}
</transaction>
</transactions>
<hash>${hash}</hash>
</transactionList>`;
}

/** Rightly signed, and to be read in one way only. */
export const isGenuine = (itn: Itn, key: string, algorithm: HashName) =>
  isSigned(itn, key, algorithm) && itn.fault === undefined;

export const base64 = (text: string | Uint8Array) => Buffer.from(text).toString('base64');
