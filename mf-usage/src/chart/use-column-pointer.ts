// Columns that are pointed at: by a mouse, a finger or arrow keys.
import { shallowRef, watch, type Ref } from 'vue';

/** A finger that moves so far sideways within this time turns the page; a slower one moves along the columns. */
const SWIPE_PX = 48;
const SWIPE_MS = 350;

interface Actions {
  open: (column: number) => void;
  /** Shows the period before (-1) or after (1). */
  turn: (direction: 1 | -1) => void;
}

/** The column that is pointed at, and the listeners of the element over the columns. */
export function useColumnPointer(count: Ref<number>, period: Ref<string>, { open, turn }: Actions) {
  const column = shallowRef<number | null>(null);
  watch(period, () => (column.value = null));
  let touch: { x: number; y: number; at: number } | null = null;

  const at = (event: MouseEvent) => {
    const { left, width } = (event.currentTarget as Element).getBoundingClientRect();
    const place = Math.floor(((event.clientX - left) / width) * count.value);
    return Math.min(Math.max(place, 0), count.value - 1);
  };
  const point = (event: PointerEvent) => {
    if (count.value > 0) column.value = at(event);
  };

  let isTouched = false;

  const listeners = {
    pointerdown(event: PointerEvent) {
      isTouched = event.pointerType === 'touch';
      if (!isTouched) return;
      touch = { x: event.clientX, y: event.clientY, at: event.timeStamp };
      point(event);
    },
    pointermove(event: PointerEvent) {
      if (event.pointerType !== 'touch') return point(event);
      if (touch && event.timeStamp - touch.at > SWIPE_MS) point(event);
    },
    pointerup(event: PointerEvent) {
      if (!touch) return;
      const [x, y] = [event.clientX - touch.x, event.clientY - touch.y];
      const isQuick = event.timeStamp - touch.at <= SWIPE_MS;
      touch = null;
      if (isQuick && Math.abs(x) >= SWIPE_PX && Math.abs(x) > 2 * Math.abs(y)) turn(x < 0 ? 1 : -1);
    },
    pointercancel() {
      touch = null;
    },
    click(event: MouseEvent) {
      // A tap only tells the value: the button opens the column. A mouse has told it already.
      if (!isTouched && count.value > 0) open(at(event));
    },
    keydown(event: KeyboardEvent) {
      if (count.value === 0 || event.altKey || event.ctrlKey || event.metaKey) return;
      const last = count.value - 1;
      const here = column.value;
      const moves: Record<string, number> = {
        ArrowRight: here === null ? 0 : Math.min(here + 1, last),
        ArrowLeft: here === null ? last : Math.max(here - 1, 0),
        Home: 0,
        End: last,
      };
      const next = moves[event.key];
      if (next !== undefined) column.value = next;
      else if (event.key === 'Enter' && here !== null) open(here);
      else return;
      event.preventDefault();
    },
  };
  return { column, listeners };
}
