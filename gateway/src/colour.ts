/** White text on it must be readable: WCAG asks for 4.5 : 1. */
const READABLE = 4.5;

/** Contrast of white on a colour `#rrggbb`, from 1 to 21 (WCAG 2.2, relative luminance). */
export function contrastWithWhite(colour: string): number {
  const [r = 0, g = 0, b = 0] = channels(colour).map((value) => {
    const part = value / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 1.05 / (0.2126 * r + 0.7152 * g + 0.0722 * b + 0.05);
}

/** Whether text in this colour is readable on white. */
export function isReadable(colour: string): boolean {
  return contrastWithWhite(colour) >= READABLE;
}

/** A colour `#rrggbb` on its way to another one; 0 is itself, 1 the other. */
export function mix(from: string, to: string, share: number): string {
  const target = channels(to);
  const mixed = channels(from).map((value, n) => Math.round(value + (target[n]! - value) * share));
  return `#${mixed.map((value) => value.toString(16).padStart(2, '0')).join('')}`;
}

function channels(colour: string): number[] {
  return [1, 3, 5].map((start) => Number.parseInt(colour.slice(start, start + 2), 16));
}
