import type { ProblemCode } from '../../graphql/problems';
import type { TextKey } from '../../texts/text';

/** A file that is not accepted, and the sentence that says what to do. */
export class Refused extends Error {
  /** @param sentence where the code's own does not fit */
  constructor(
    readonly code: `${ProblemCode}`,
    readonly sentence: TextKey = `problem.${code}` as TextKey,
  ) {
    super(code);
  }
}

/** Begins like a type that is accepted, but does not go on like one. */
export class Broken extends Refused {
  constructor() {
    super('INVALID_VALUE', 'attachment.broken');
  }
}

/** Pictures of more pixels need more memory to show than a computer may have; phones take 64 million. */
const MOST_PIXELS = 70_000_000;

/** @throws Refused for more pixels than a picture may have */
export function checkPixels(width: number, height: number): void {
  if (width === 0 || height === 0) throw new Broken();
  if (width * height > MOST_PIXELS) throw new Refused('ATTACHMENT_TOO_LARGE', 'attachment.tooManyPixels');
}
