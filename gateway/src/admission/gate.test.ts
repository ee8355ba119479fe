import fc from 'fast-check';
import { setImmediate as turn, setTimeout as pause } from 'node:timers/promises';
import { Gate, type Place, type Rejection } from './gate';

/** A gate with a clock of the test's own, and who got in in which order. */
function gateAt(clock: { ms: number }, { utilization = 0.5 } = {}) {
  const gate = new Gate(
    () => clock.ms,
    () => utilization,
  );
  const inside: { party: string; place: Place }[] = [];
  const order: string[] = [];
  const refused: [string, Rejection][] = [];
  const ask = (
    party: string,
    { underWay = 6, steady = undefined as number | undefined, waiting = 64, isUrgent = false } = {},
  ) =>
    gate.ask({ party, underWay, steady, waiting, isUrgent, timeoutMs: 4_000 }, (refusal, place) => {
      if (refusal) return void refused.push([party, refusal]);
      order.push(party);
      inside.push({ party, place });
    });
  const leave = (n = 0) => inside.splice(n, 1)[0]?.place.leave();
  return { gate, inside, order, refused, ask, leave };
}

async function sweeps(many: number): Promise<void> {
  for (let n = 0; n < many; n++) await pause(25);
}

describe('the gate', () => {
  it('has six of a party under way, and takes the others in as these leave', async () => {
    const { inside, ask, leave, refused } = gateAt({ ms: 0 });
    for (let n = 0; n < 10; n++) ask('a');
    expect(inside).toHaveLength(6);
    ask('b');
    expect(inside).toHaveLength(7);
    for (let n = 0; n < 11; n++) leave();
    await turn();
    expect([inside.length, refused.length]).toEqual([0, 0]);
  });

  it('refuses what a party asks for beyond its queue at once, and nobody else', () => {
    const { inside, ask, refused } = gateAt({ ms: 0 });
    for (let n = 0; n < 100; n++) ask('hog');
    ask('b');
    expect(inside.map(({ party }) => party)).toEqual([...Array(6).fill('hog'), 'b']);
    expect(refused).toEqual(Array(30).fill(['hog', 'LIMITED']));
    while (inside.length > 0) inside.pop()!.place.leave();
  });

  it('takes parties in turn, however many one of them sent first', async () => {
    const { inside, order, ask, leave } = gateAt({ ms: 0 });
    for (let n = 0; n < 40; n++) ask(`filler ${n}`);
    for (let n = 0; n < 5; n++) ask('hog');
    for (const other of ['b', 'c']) ask(other);
    for (let n = 0; n < 47; n++) leave();
    await turn();
    expect(order.slice(40)).toEqual(['hog', 'b', 'c', 'hog', 'hog', 'hog', 'hog']);
    expect(inside).toHaveLength(0);
  });

  it('lets urgent requests in first, and past the bound of all', () => {
    const { inside, order, ask, leave } = gateAt({ ms: 0 });
    for (let n = 0; n < 40; n++) ask(`filler ${n}`);
    ask('late');
    ask('urgent', { isUrgent: true });
    expect(order.slice(40)).toEqual(['urgent']);
    leave();
    leave();
    expect(order.slice(40)).toEqual(['urgent', 'late']);
    while (inside.length > 0) leave();
  });

  it('refuses as busy what gets no place in time', async () => {
    const clock = { ms: 0 };
    const { ask, leave, refused, inside } = gateAt(clock, { utilization: 1 });
    for (let n = 0; n < 40; n++) ask(`filler ${n}`);
    ask('late');
    await sweeps(4);
    clock.ms = 801;
    while (refused.length === 0) await pause(5);
    expect(refused).toEqual([['late', 'BUSY']]);
    while (inside.length > 0) leave();
  });

  it('refuses newcomers at once as long as nobody gets in, and those before them wait on', async () => {
    const clock = { ms: 0 };
    const { ask, leave, refused, inside, order } = gateAt(clock, { utilization: 1 });
    for (let n = 0; n < 40; n++) ask(`filler ${n}`);
    ask('first');
    for (let asked = 0; refused.length === 0; asked++) {
      clock.ms += 10;
      await pause(10);
      ask(`newcomer ${asked}`);
    }
    expect(refused[0]![1]).toBe('BUSY');
    ask('urgent', { isUrgent: true });
    expect(order.slice(40)).toEqual(['urgent']);
    while (inside.length > 0) leave();
    expect(order).toContain('first');
  });

  it('takes fewer in once there have always been some waiting for a second', async () => {
    const clock = { ms: 0 };
    const { ask, leave, refused, inside, gate } = gateAt(clock, { utilization: 1 });
    for (let n = 0; n < 41; n++) ask(`filler ${n}`);
    await sweeps(30);
    while (inside.length > 8) leave();
    let asked = 0;
    const inARush = { most: 0 };
    // Two get in every 20 ms, and six come.
    for (; clock.ms < 3_000; clock.ms += 20) {
      for (let n = 0; n < 2; n++) leave();
      for (let n = 0; n < 6; n++) ask(`one ${asked++}`);
      if (clock.ms < 1_000) inARush.most = Math.max(inARush.most, gate.load.waiting);
      await pause(5);
    }
    expect(gate.load.waiting).toBeLessThan(inARush.most / 2);
    expect(new Set(refused.map(([, why]) => why))).toEqual(new Set(['BUSY']));
    while (inside.length > 0) leave();
  });

  it('has fewer under way while the thread can not keep up', async () => {
    const { ask, leave, inside, order, gate } = gateAt({ ms: 0 }, { utilization: 1 });
    for (let n = 0; n < 40; n++) ask(`filler ${n}`);
    ask('next');
    await sweeps(30);
    while (inside.length > 8) leave();
    expect(order).not.toContain('next');
    leave();
    while (gate.load.waiting > 0) await pause(5);
    expect(order.at(-1)).toBe('next');
    while (inside.length > 0) leave();
  });

  it('has one under way of a party that asks without a pause, each after a turn of the others, until it makes one', async () => {
    const { gate, ask, leave, inside } = gateAt({ ms: 0 });
    const crowd = (many: number) => {
      for (let n = 0; n < many; n++) ask('hog', { steady: 1 });
    };
    crowd(6);
    expect(inside).toHaveLength(6);
    crowd(10);
    while (inside.length > 0) leave();
    for (let left = gate.load.waiting; left > 0; left--) {
      await turn();
      expect(inside).toHaveLength(0);
      while (inside.length === 0) await pause(5);
      expect(inside).toHaveLength(1);
      leave();
    }
    crowd(6);
    expect(inside).toHaveLength(6);
    while (inside.length > 0) leave();
  });

  it('gives the place of what waits for something else to others', async () => {
    const clock = { ms: 0 };
    const { ask, leave, order, refused, inside } = gateAt(clock);
    for (let n = 0; n < 40; n++) ask(`slow ${n}`);
    ask('quick');
    await turn();
    clock.ms = 101;
    while (order.length === 40) await pause(5);
    expect([order.at(-1), refused]).toEqual(['quick', []]);
    while (inside.length > 0) leave();
  });

  it('begins no more in one turn of the event loop than there is time for', async () => {
    const clock = { ms: 0 };
    const { inside, ask, leave } = gateAt(clock);
    ask('a');
    clock.ms = 11;
    ask('b');
    expect(inside).toHaveLength(1);
    await turn();
    expect(inside).toHaveLength(2);
    while (inside.length > 0) leave();
  });

  it('forgets nobody, and never has more of a party under way than it may, in whatever order things happen', async () => {
    const step = fc.oneof(
      fc.record({ party: fc.constantFrom('a', 'b', 'c', 'd'), isUrgent: fc.boolean() }),
      fc.record({ leave: fc.nat(50) }),
      fc.record({ ms: fc.nat(60) }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 200 }), async (steps) => {
        const clock = { ms: 0 };
        const { gate, inside, order, refused, ask, leave } = gateAt(clock);
        let asked = 0;
        for (const one of steps) {
          if ('ms' in one) clock.ms += one.ms;
          else if ('leave' in one) leave(one.leave % Math.max(1, inside.length));
          else {
            asked++;
            ask(one.isUrgent ? `urgent ${one.party}` : one.party, { isUrgent: one.isUrgent, waiting: 10 });
          }
          for (const party of new Set(order))
            expect(inside.filter((entry) => entry.party === party).length).toBeLessThanOrEqual(6);
        }
        for (let idle = 0; idle < 3; idle++) {
          while (inside.length > 0) leave();
          await turn();
        }
        expect(order.length + refused.length).toBe(asked);
        expect(gate.load).toEqual({ underWay: 0, waiting: 0 });
      }),
      { numRuns: process.env.EBOK_LONG ? 500 : 50 },
    );
  });
});
