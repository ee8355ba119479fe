import { ENGINES } from '../../../testing/database';
import { keyOf } from '../../database/columns';
import { eachDay, shifted, sum, yearAgo, type Filed, type FiledDocument } from '../../../testing/demo/filed';
import { readingsOf } from '../../../testing/meter-readings';
import { openDemoApi, PEOPLE, TODAY, type DemoApi } from '../../../testing/demo/portal';

const SPRING = '2026-03-29';
const AUTUMN = '2026-10-25';

const money = (grosze: number): string => (grosze / 100).toFixed(2).replace(/^-0\.00$/, '0.00');

/** What the rules say of a document's state. */
function statusOf({ outstanding, dueDate }: FiledDocument): string {
  if (outstanding < 0) return 'CREDIT';
  if (outstanding === 0) return 'PAID';
  return dueDate && dueDate < TODAY ? 'OVERDUE' : 'DUE';
}

describe.each(ENGINES)('the demo world taken in on %s', (engine) => {
  let demo: DemoApi;
  let filed: Filed;
  beforeAll(async () => {
    demo = await openDemoApi(engine);
    ({ filed } = demo);
  }, 120_000);
  afterAll(() => demo.close());
  const documentsOf = (customer: string) => demo.documentsOf(customer);
  const ask: DemoApi['ask'] = (...question) => demo.ask(...question);
  const allDocuments: DemoApi['allDocuments'] = (...question) => demo.allDocuments(...question);

  const usage = async (customer: string, input: object, ppe?: string): Promise<any> => {
    const fields =
      'usage(input: $input) { intervals { start end kwh previousKwh estimated complete } totalKwh previousTotalKwh changePercent missing }';
    const query = ppe
      ? `query ($input: UsageInput!, $id: ID!) { customer { consumptionPoint(id: $id) { ${fields} } } }`
      : `query ($input: UsageInput!) { customer { ${fields} } }`;
    const answer = await ask(customer, query, { input, ...(ppe && { id: keyOf(ppe) }) });
    return ppe ? answer.consumptionPoint.usage : answer.usage;
  };

  it('changes nothing when it is taken again', async () => {
    const again = await demo.takeAgain();
    expect(again.summary).toMatchObject({ taken: 0, refused: 0, warnings: 0 });
  }, 120_000);

  describe.each(PEOPLE)('%s', (_who, customer, state) => {
    it('owes what the files say', async () => {
      const open = documentsOf(customer).filter(({ outstanding }) => outstanding > 0);
      const late = open.filter((one) => statusOf(one) === 'OVERDUE');
      const soon = open.filter((one) => statusOf(one) === 'DUE');
      const credits = documentsOf(customer).filter(({ outstanding }) => outstanding < 0);
      const record = filed.customers.find(({ number }) => number === customer);
      const part = (documents: FiledDocument[]) => ({
        amount: money(sum(documents.map(({ outstanding }) => outstanding))),
        documents: documents.length,
        earliestDueDate: documents.map(({ dueDate }) => dueDate!).sort()[0] ?? null,
      });
      const amount =
        sum([...open, ...credits].map(({ outstanding }) => outstanding)) -
        Math.round(Number(record.overpayment ?? 0) * 100);
      const { balance } = await ask(
        customer,
        '{ customer { balance { amount state overdue { amount documents earliestDueDate } upcoming { amount documents earliestDueDate } } } }',
      );
      expect(balance).toEqual({ amount: money(amount), state, overdue: part(late), upcoming: part(soon) });
      expect([late.length, soon.length, credits.length]).toEqual(
        { RED: [2, 1, 0], NEUTRAL: [0, 1, 0], BLUE: [0, 0, 1] }[state],
      );
    });

    it('has the documents of the files, each in its state', async () => {
      const shown = await allDocuments(
        customer,
        'number kind issueDate dueDate periodFrom periodTo net vat gross outstanding status ksefNumber previousYearKwh corrects { number } consumptionPoints { ppe }',
      );
      const wanted = documentsOf(customer).map((one) => ({
        number: one.number,
        kind: one.kind,
        issueDate: one.issueDate,
        dueDate: one.dueDate ?? null,
        periodFrom: one.periodFrom ?? null,
        periodTo: one.periodTo ?? null,
        net: money(one.net),
        vat: money(one.vat),
        gross: money(one.gross),
        outstanding: money(one.outstanding),
        status: statusOf(one),
        ksefNumber: one.ksefNumber,
        previousYearKwh: one.previousYearKwh,
        corrects: one.corrects.length > 0 ? { number: one.corrects[0] } : null,
        consumptionPoints: [...one.points].sort(),
      }));
      const byNumber = (a: { number: string }, b: { number: string }) => (a.number < b.number ? -1 : 1);
      expect(
        shown
          .map((one) => ({ ...one, consumptionPoints: one.consumptionPoints.map((p: any) => p.ppe).sort() }))
          .sort(byNumber),
      ).toEqual(wanted.sort(byNumber));
      expect(shown.map(({ issueDate }) => issueDate)).toEqual(
        shown
          .map(({ issueDate }) => issueDate)
          .sort()
          .reverse(),
      );
    });

    it('has lines and readings as filed', async () => {
      const shown = await allDocuments(
        customer,
        'number lines { position name quantity unit unitPrice net vatRate } readings { meterNumber zone from to previous current usedKwh method }',
      );
      const filedBy = new Map(documentsOf(customer).map((one) => [one.number, one]));
      for (const { number, lines, readings } of shown) {
        const wanted = filedBy.get(number)!;
        expect([number, lines]).toEqual([
          number,
          wanted.lines.map(({ name, quantity = null, unit = null, unitPrice = null, net, vatRate }, at) => ({
            position: at + 1,
            name: name.replaceAll('&amp;', '&'),
            quantity,
            unit,
            unitPrice,
            net: money(net),
            vatRate,
          })),
        ]);
        expect([number, readings]).toEqual([
          number,
          wanted.readings.map(({ meterNumber, zone, from, to, previous, current, method }) => ({
            meterNumber,
            zone,
            from,
            to,
            previous: String(previous),
            current: String(current),
            usedKwh: current - previous,
            method,
          })),
        ]);
      }
    });

    describe.each(customer === '1000003' ? ['CONSUMPTION', 'PRODUCTION'] : ['CONSUMPTION'])(
      '%s',
      (direction) => {
        /** Watt-hours of days, all points together; null where nothing was measured. */
        function daily(): Map<string, number | null> {
          const own = new Set(filed.points.filter((p) => p.customerNumber === customer).map((p) => p.ppe));
          const days = new Map<string, number | null>();
          for (const row of filed.days) {
            if (!own.has(row.ppe) || row.direction !== direction) continue;
            const isMeasured = row.values.some((value) => value !== null);
            const before = days.get(row.day) ?? null;
            days.set(row.day, isMeasured ? (before ?? 0) + sum(row.values) : before);
          }
          return days;
        }
        let days: Map<string, number | null>;
        beforeAll(() => void (days = daily()));
        const total = (list: string[]) => sum(list.map((day) => days.get(day) ?? null)) / 1000;

        it.each([
          ['a month', '2026-09-01', '2026-09-30', 'DAY'],
          ['the month so far', '2026-11-01', '2026-11-22', 'DAY'],
          ['a year', '2025-11-01', '2026-10-31', 'MONTH'],
          ['days across a clock change', '2026-03-20', '2026-04-10', 'DAY'],
        ])(
          'uses in %s what the hours sum up to, beside the year before',
          async (_what, from, to, resolution) => {
            const list = eachDay(from, to);
            const answer = await usage(customer, {
              from,
              to,
              resolution,
              direction,
              comparePreviousYear: true,
            });
            expect(answer.totalKwh).toBeCloseTo(total(list), 6);
            expect(answer.previousTotalKwh).toBeCloseTo(total(list.map(yearAgo)), 6);
            const both = list.filter(
              (day) => (days.get(day) ?? null) !== null && (days.get(yearAgo(day)) ?? null) !== null,
            );
            const [now, then] = [total(both), total(both.map(yearAgo))];
            if (resolution === 'DAY') {
              expect(answer.changePercent).toBe(Math.round(((now - then) / then) * 1000) / 10 + 0);
              expect(answer.intervals.map((one: any) => one.kwh)).toEqual(
                list.map((day) => ((days.get(day) ?? null) === null ? null : total([day]))),
              );
              expect(answer.intervals.map((one: any) => one.previousKwh)).toEqual(
                list.map((day) => ((days.get(yearAgo(day)) ?? null) === null ? null : total([yearAgo(day)]))),
              );
            } else {
              const months = [...new Set(list.map((day) => day.slice(0, 7)))];
              answer.intervals.forEach((one: any, at: number) =>
                expect(one.kwh).toBeCloseTo(total(list.filter((day) => day.startsWith(months[at]!))), 6),
              );
              // By months where they are whole, so a day that only one year has counts there.
              expect(answer.changePercent).toBe(Math.round(((now - then) / then) * 1000) / 10);
            }
          },
        );

        it('lacks something in a few months of a year, however many the points', async () => {
          const [from, to] = ['2025-11-01', '2026-10-31'];
          const { missing } = await usage(customer, { from, to, resolution: 'MONTH', direction });
          expect(missing).toBeGreaterThan(0);
          expect(missing).toBeLessThan(7);
        });

        it.each([
          [SPRING, 23],
          [AUTUMN, 25],
        ])('has on %s, when clocks change, %i hours', async (day, hours) => {
          const answer = await usage(customer, { from: day, to: day, resolution: 'HOUR', direction });
          expect(answer.intervals).toHaveLength(hours);
          expect(answer.totalKwh).toBeCloseTo(total([day]), 6);
          const starts = answer.intervals.map((one: any) => Date.parse(one.start));
          expect(starts).toEqual(starts.map((_: number, n: number) => starts[0] + n * 3_600_000));
          const [first] = filed.days.filter(
            (row) =>
              row.day === day &&
              row.direction === direction &&
              row.minutes === 60 &&
              filed.points.some((p) => p.ppe === row.ppe && p.customerNumber === customer),
          );
          const own = await usage(
            customer,
            { from: day, to: day, resolution: 'HOUR', direction },
            first!.ppe,
          );
          expect(own.intervals.map((one: any) => one.kwh)).toEqual(first!.values.map((wh) => wh! / 1000));
        });

        it('has a gap where nothing was measured, and not a zero', async () => {
          const own = new Set(filed.points.filter((p) => p.customerNumber === customer).map((p) => p.ppe));
          const row = filed.days.find(
            (one) =>
              own.has(one.ppe) &&
              one.direction === direction &&
              one.minutes === 60 &&
              one.values.includes(null) &&
              !one.values.every((value) => value === null),
          )!;
          const answer = await usage(
            customer,
            { from: row.day, to: row.day, resolution: 'HOUR', direction },
            row.ppe,
          );
          expect(answer.intervals.map((one: any) => one.kwh)).toEqual(
            row.values.map((wh) => (wh === null ? null : wh / 1000)),
          );
          expect(answer.missing).toBe(row.values.filter((wh) => wh === null).length);
          expect(answer.intervals.every((one: any) => one.complete === (one.kwh !== null))).toBe(true);
          const daily = await usage(
            customer,
            { from: row.day, to: row.day, resolution: 'DAY', direction },
            row.ppe,
          );
          expect(daily.intervals[0]).toMatchObject({ kwh: sum(row.values) / 1000, complete: false });
        });

        it('says which days were estimated', async () => {
          const own = new Set(filed.points.filter((p) => p.customerNumber === customer).map((p) => p.ppe));
          const row = filed.days.find(
            (one) => own.has(one.ppe) && one.direction === direction && one.isEstimated,
          )!;
          const [from, to] = [shifted(row.day, -1), shifted(row.day, 1)];
          const answer = await usage(customer, { from, to, resolution: 'DAY', direction }, row.ppe);
          const wanted = eachDay(from, to).map((day) =>
            filed.days.some(
              (one) =>
                one.ppe === row.ppe && one.day === day && one.direction === direction && one.isEstimated,
            ),
          );
          expect(answer.intervals.map((one: any) => one.estimated)).toEqual(wanted);
        });
      },
    );

    it('reads the messages of the files, the newest first', async () => {
      const own = filed.messages.filter(({ customerNumber }) => customerNumber === customer);
      const { messages, unreadMessages } = await ask(
        customer,
        '{ customer { unreadMessages messages(first: 100) { totalCount edges { node { kind subject body sentAt } } } } }',
      );
      expect([messages.totalCount, unreadMessages]).toEqual([own.length, own.length]);
      const byTime = [...own].sort((a, b) => (a.sentAt < b.sentAt ? 1 : -1)).map(({ sentAt }) => sentAt);
      expect(messages.edges.map(({ node }: any) => node.sentAt)).toEqual(byTime);
      const texts = new Set(own.map(({ kind, subject, body }) => JSON.stringify({ kind, subject, body })));
      for (const { node } of messages.edges)
        expect(texts).toContain(JSON.stringify({ kind: node.kind, subject: node.subject, body: node.body }));
      expect(own.map(({ sentAt }) => sentAt).every((at) => at < `${TODAY}T00:00:00Z`)).toBe(true);
    });
  });

  it('has one household whose meter nobody reads remotely, and that can submit a reading', async () => {
    const fields =
      'consumptionPoints { id meterReading { remote latestDay zones { zone lastReading { takenOn kwh source } } } }';
    for (const [, customer] of PEOPLE) {
      const { consumptionPoints } = await ask(customer, `{ customer { ${fields} } }`);
      const states = consumptionPoints.map(({ meterReading }: any) => meterReading);
      const isOver = ({ remote, latestDay }: any) => remote || latestDay === null;
      expect([customer, states.every(isOver)]).toEqual([customer, true]);
    }
    const newest = documentsOf('1000004').at(-1)!;
    const [point] = (await ask('1000004', `{ customer { ${fields} } }`)).consumptionPoints;
    expect(point.meterReading).toEqual({
      ...{ remote: false, latestDay: TODAY },
      zones: newest.readings.map(({ zone, to, current }) => ({
        ...{ zone, lastReading: { takenOn: to, kwh: current, source: 'READ' } },
      })),
    });
    const reading = readingsOf(demo.api, await demo.api.signedIn(keyOf('1000004')));
    const values = newest.readings.map(({ zone, current }) => ({ zone, kwh: current + 20 }));
    const ticket = await reading.submitted({ consumptionPointId: point.id, takenOn: TODAY, values });
    expect(ticket.body).toContain('08841273');
  });

  it('measures one point of the company every quarter of an hour', async () => {
    const row = filed.days.find(({ minutes, day }) => minutes === 15 && day === AUTUMN)!;
    const answer = await usage('1000002', { from: AUTUMN, to: AUTUMN, resolution: 'QUARTER_HOUR' }, row.ppe);
    expect(answer.intervals.map((one: any) => one.kwh)).toEqual(row.values.map((wh) => wh! / 1000));
    expect(row.values).toHaveLength(100);
  });
});
