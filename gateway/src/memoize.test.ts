import v8 from 'node:v8';
import vm from 'node:vm';
import { memoize } from './memoize';

it('does not keep a long text alive for the few letters that were cut out of it', () => {
  v8.setFlagsFromString('--expose-gc');
  const collect = vm.runInNewContext('gc') as () => void;
  const length = memoize((text) => text.length);
  collect();
  const before = process.memoryUsage().heapUsed;
  for (let n = 0; n < 400; n++) {
    const block = Buffer.alloc(1 << 19, `${n},`).toString('latin1');
    expect(length(block.slice(n, n + 18))).toBe(18);
  }
  collect();
  expect(process.memoryUsage().heapUsed - before).toBeLessThan(50 << 20);
});

it('computes once for each value', () => {
  let times = 0;
  const half = memoize((text) => text.length / 2 + times++ * 0);
  expect([half('żółw'), half('żółw'), half('\ud800a'), half('\ud800a'), times]).toEqual([2, 2, 1, 1, 2]);
});
