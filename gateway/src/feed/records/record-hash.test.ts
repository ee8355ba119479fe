import { ENGINES } from '../../../testing/database';
import { block, invoiceXml } from '../../../testing/fa3';
import { customer, feedDatabase, importFeed, invoice, point, PPE } from '../../../testing/feed';

const FEED = {
  'customers.ndjson': [
    customer('K1', {
      kind: 'COMPANY',
      taxId: '5260001246',
      phone: '600700800',
      overpayment: '1.50',
      correspondenceAddress: { line1: 'skr. poczt. 1', line2: '00-950 Warszawa', country: 'DE' },
    }),
  ],
  'consumption-points.ndjson': [
    point('K1', PPE, {
      meterNumber: '99',
      tariff: 'G12w',
      distributor: 'Sieć Północ',
      contractedPowerKw: 12.5,
      contractFrom: '2024-02-29',
      contractTo: '2026-12-31',
      producer: true,
      previousCode: 'PL0037',
    }),
  ],
  'invoices.ndjson': [
    invoice('K1', 'FV/1', { periodFrom: '2026-01-01', periodTo: '2026-01-31', corrects: ['FV/0'] }),
  ],
  'messages.ndjson': [
    {
      id: 'M-1',
      customerNumber: 'K1',
      kind: 'TICKET_REPLY',
      subject: 'Odpowiedź',
      body: 'Dzień dobry.',
      sentAt: '2026-03-29T08:00:00+02:00',
      channel: 'SMS',
      recipient: '+48600700800',
      invoiceNumber: 'FV/1',
      ticketNumber: 'Z/7',
    },
  ],
  'ksef/1.xml': invoiceXml({
    customerNumber: 'K2',
    contacts: [{ email: 'A@b.pl', phone: '600' }],
    attachment: `<Zalacznik>${block([
      ['Miejsce poboru energii', 'ul. Polna 1, 00-001 Warszawa'],
      ['Kod PPE', PPE],
      ['Grupa taryfowa', 'G11'],
    ])}</Zalacznik>`,
  }),
};

describe.each(ENGINES)('hashes of records on %s', (engine) => {
  const db = feedDatabase(engine);

  // Another hash would make the next import take the record anew: columns are hashed in the order in which a record is written.
  it('are those of older builds', async () => {
    const { summary } = await importFeed(db.current, FEED);
    expect(summary).toMatchObject({ taken: 5, refused: 0 });
    const hashes = async (table: string) =>
      (
        await db.current.database.query<{ recordHash: string }>(
          `SELECT recordHash FROM ${table} ORDER BY recordHash`,
        )
      ).map(({ recordHash }) => recordHash);
    expect({
      customers: await hashes('customers'),
      points: await hashes('consumption_points'),
      invoices: await hashes('invoices'),
      messages: await hashes('messages'),
    }).toEqual({
      customers: ['SaN_ruV1hV1-IMUh', 'XYVf2GmDQ0LwhCtu'],
      points: ['9Znn7xcuY-qok5Hp', 'hX8FjfsA3Q4g4Mg2'],
      invoices: ['7QSVv0y7hn_12SrO', 'Bj5ehOP3nLlvSPGI'],
      messages: ['lQ6wjNmqq2j2XeK4'],
    });
  });
});
