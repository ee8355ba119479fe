import { FairQueue } from './fair-queue';

describe('the queue for printing', () => {
  it('lets owners take turns, however many documents one of them waits for', async () => {
    const queue = new FairQueue();
    const served: string[] = [];
    const waits = ['big', 'big', 'big', 'small', 'big', 'other'].map((owner) =>
      queue.wait(owner).then(() => served.push(owner)),
    );
    while (queue.next());
    await Promise.all(waits);
    expect(served).toEqual(['big', 'small', 'other', 'big', 'big', 'big']);
    expect(queue.size).toBe(0);
  });

  it('expects of heavy documents of one owner a long wait for that owner, not for others', () => {
    const queue = new FairQueue();
    queue.took('big', 4_000);
    queue.took('small', 50);
    for (let n = 0; n < 20; n++) void queue.wait('big');
    expect(queue.expectedMs('big')).toBe(80_000);
    expect(queue.expectedMs('small')).toBe(4_050);
  });
});
