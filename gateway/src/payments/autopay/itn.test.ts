import { confirmation, readItn, UnreadableItn } from './itn';
import { base64, isGenuine, ITN_FIELDS, itnXml, KEY } from '../../../testing/payments/autopay';
import { hashOf } from './hash';

const genuine = (transactions: string, algorithm: 'sha256' | 'sha512' = 'sha256') =>
  isGenuine(readItn(transactions), KEY, algorithm);
const replaced = (name: string, value: string): [string, string][] =>
  ITN_FIELDS.map(([field, old]) => [field, field === name ? value : old]);

describe('a notification', () => {
  it('is read with its texts as received', () => {
    const fields = replaced('amount', '0123.4500');
    expect(readItn(base64(itnXml({ fields })))).toMatchObject({
      serviceId: '100001',
      orderId: 'a1b2c3',
      remoteId: '9IA2UISN',
      amount: '0123.4500',
      startAmount: undefined,
      currency: 'PLN',
      gatewayId: '509',
      paymentDate: '20261123141500',
      paymentStatus: 'SUCCESS',
      paymentStatusDetails: 'AUTHORIZED',
    });
    expect(genuine(base64(itnXml({ fields })))).toBe(true);
  });

  it('may be signed with SHA-512, and then with nothing else', () => {
    const text = base64(itnXml({ algorithm: 'sha512' }));
    expect([genuine(text, 'sha512'), genuine(text, 'sha256')]).toEqual([true, false]);
  });

  it('may hold customer data, an amount before fees, and what nobody knows yet', () => {
    const text = base64(
      itnXml({
        customerData: [
          ['fName', 'Żółw & <syn>'],
          ['lName', ''],
          ['nrb', '47105017641000002327410516'],
        ],
        after: [
          ['startAmount', '120.00'],
          ['somethingNew', 'x'],
        ],
      }),
    );
    expect(readItn(text).startAmount).toBe('120.00');
    expect(genuine(text)).toBe(true);
  });

  it.each(['customerData', 'verificationStatusReasons', 'cardData'])(
    'may hold an empty %s laid out over lines, which is no value',
    (name) => {
      const xml = itnXml().replace('</transaction>', `<${name}>\n  </${name}>\n</transaction>`);
      expect(genuine(base64(xml))).toBe(true);
      const unknown = itnXml().replace('</transaction>', '<title>\n</title></transaction>');
      expect(genuine(base64(unknown))).toBe(false);
    },
  );

  it('may leave out what is optional', () => {
    const left = ITN_FIELDS.filter(([name]) => !['gatewayID', 'paymentStatusDetails'].includes(name));
    expect(readItn(base64(itnXml({ fields: left })))).toMatchObject({ gatewayId: undefined });
    expect(genuine(base64(itnXml({ fields: left })))).toBe(true);
  });

  it('may have white space around what is only said to people', () => {
    expect(genuine(base64(itnXml({ fields: replaced('paymentStatusDetails', ' A_NEW WORD ') })))).toBe(true);
  });

  it('may have CDATA around its values and white space around its hash', () => {
    const text = itnXml({ write: (value) => `<![CDATA[${value}]]>` }).replace(
      /<hash>(.*)<\/hash>/,
      '<hash>\n  $1\n</hash>',
    );
    expect(genuine(base64(text))).toBe(true);
  });

  // Of three lengths one ends with a plus, since ">" does.
  it.each(['>>>>', '>>>>>', '>>>>>>'])(
    'with %s is read with blanks for its pluses, in lines, and indented',
    (data) => {
      const text = base64(
        itnXml({ customerData: [['senderData', data]], write: (value) => `<![CDATA[${value}]]>` }),
      );
      expect(text).toContain('+');
      const lines = text.match(/.{1,61}/g)!;
      for (const way of [
        text,
        text.replace(/\+/g, ' '),
        lines.join('\n'),
        lines.join('\r\n').replace(/\+/g, ' '),
        lines.join('\r\n   '),
        `\n   ${lines.map((line) => line.replace(/\+/g, ' ')).join('\n   ')}`,
        `  ${lines.join(' ')}\n`,
        lines.join('  \n'),
        lines.join('\t'),
      ])
        expect(genuine(way)).toBe(true);
    },
  );

  it('says what is missing by an empty text, so that it can be answered and quarantined', () => {
    const bare =
      '<transactionList><transactions><transaction><orderID>x</orderID></transaction></transactions></transactionList>';
    expect(readItn(base64(bare))).toMatchObject({
      orderId: 'x',
      amount: '',
      currency: '',
      serviceId: '',
      hash: '',
    });
    expect(genuine(base64(bare))).toBe(false);
  });

  it.each([
    ['another amount', itnXml().replace('123.45', '123.46')],
    [
      'another status',
      itnXml({ fields: replaced('paymentStatus', 'FAILURE') }).replace('FAILURE', 'SUCCESS'),
    ],
    ['no hash', itnXml().replace(/<hash>.*<\/hash>/, '')],
    ['an empty hash', itnXml({ hash: '' })],
    [
      'a hash of another key',
      itnXml({ hash: hashOf(['100001', ...ITN_FIELDS.map(([, v]) => v)], 'other', 'sha256') }),
    ],
  ])('with %s is not genuine', (_what, xml) => {
    expect(genuine(base64(xml))).toBe(false);
  });

  it.each([
    [
      'values moved over the border of fields',
      replaced('orderID', 'a1b2c3|9IA2UISN').filter(([n]) => n !== 'remoteID'),
    ],
    ['a separator in a value', replaced('paymentStatusDetails', 'AUTHORIZED|1.00')],
    ['fields in another order', [ITN_FIELDS[1]!, ITN_FIELDS[0]!, ...ITN_FIELDS.slice(2)]],
    ['names changed', ITN_FIELDS.map(([n, v]): [string, string] => [n === 'currency' ? 'other' : n, v])],
    ['an order id too long', replaced('orderID', 'a'.repeat(33))],
    ...['orderID', 'remoteID', 'amount', 'currency', 'gatewayID', 'paymentStatus'].flatMap((name) => {
      const value = Object.fromEntries(ITN_FIELDS)[name]!;
      return [`${value} `, `\n${value}`, `\u00a0${value}`].map((text): [string, [string, string][]] => [
        `${name} ${JSON.stringify(text)}`,
        replaced(name, text),
      ]);
    }),
  ])('with %s is not genuine, however right its hash', (_what, fields) => {
    const itn = readItn(base64(itnXml({ fields: fields })));
    expect(itn.hash).toBe(hashOf(itn.values, KEY, 'sha256'));
    expect(isGenuine(itn, KEY, 'sha256')).toBe(false);
  });

  it('does not take a name elsewhere for the field', () => {
    const xml = itnXml({ customerData: [['startAmount', '1.00']] });
    expect(readItn(base64(xml)).startAmount).toBeUndefined();
    const above = itnXml().replace('<transactions>', '<amount>1.00</amount><transactions>');
    expect(readItn(base64(above))).toMatchObject({ amount: '123.45', fault: expect.any(String) });
  });

  it.each(['', ' ', '!', 'YQ', base64('<a/>'), base64('<transactionList/>'), base64('{}'), base64('ERROR')])(
    'is not %j',
    (text) => {
      expect(() => readItn(text)).toThrow(UnreadableItn);
    },
  );
});

describe('the answer', () => {
  const settings = { serviceId: '1', sharedKey: '1test1', hash: 'sha256' as const };

  it('is signed, whether it confirms or not', () => {
    expect(confirmation(settings, '11', true)).toContain(
      '<hash>c1e9888b7d9fb988a4aae0dfbff6d8092fc9581e22e02f335367dd01058f9618</hash>',
    );
    expect(confirmation(settings, '11', false)).toContain(
      `<confirmation>NOTCONFIRMED</confirmation></transactionConfirmed></transactionsConfirmations><hash>${hashOf(['1', '11', 'NOTCONFIRMED'], '1test1', 'sha256')}</hash>`,
    );
  });

  it('stays XML whatever the order was called', () => {
    expect(confirmation(settings, `<a>&"'`, false)).toContain(
      '<orderID>&#60;a&#62;&#38;&#34;&#39;</orderID>',
    );
  });
});
