import { hash } from 'node:crypto';

/**
 * The set of keys in one file. Stores 64 bits of each key's hash in flat memory, 16 to 32 bytes a key (a
 * tenth of a Set).
 * Among a million keys the chance of a collision is below one in ten million, and a collision is reported as
 * a duplicate.
 */
export class Seen {
  private slots = new Uint32Array(2 * 1024);
  private size = 0;

  /** Remembers `key`. @returns false when it was there already */
  add(key: string): boolean {
    if ((this.size + 1) * 2 > this.slots.length / 2) this.grow();
    const digest = hash('sha256', key, 'hex');
    const high = Number.parseInt(digest.slice(0, 8), 16);
    // An empty slot is 0, 0.
    const low = Number.parseInt(digest.slice(8, 16), 16) || 1;
    if (!insert(this.slots, high, low)) return false;
    this.size++;
    return true;
  }

  private grow(): void {
    const bigger = new Uint32Array(this.slots.length * 2);
    for (let at = 0; at < this.slots.length; at += 2)
      if (this.slots[at + 1] !== 0) insert(bigger, this.slots[at]!, this.slots[at + 1]!);
    this.slots = bigger;
  }
}

function insert(slots: Uint32Array, high: number, low: number): boolean {
  const mask = slots.length / 2 - 1;
  for (let slot = low & mask; ; slot = (slot + 1) & mask) {
    const at = slot * 2;
    if (slots[at + 1] === 0) {
      slots[at] = high;
      slots[at + 1] = low;
      return true;
    }
    if (slots[at] === high && slots[at + 1] === low) return false;
  }
}
