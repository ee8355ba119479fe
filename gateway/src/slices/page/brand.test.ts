import { contrastWithWhite, isReadable } from '../../colour';
import { brandStyles } from './brand';

describe("the retailer's colour", () => {
  it.each([
    ['#000000', 21],
    ['#ffffff', 1],
    ['#767676', 4.54],
  ])('white on %s has a contrast of %d', (colour, contrast) => {
    expect(contrastWithWhite(colour)).toBeCloseTo(contrast, 2);
  });

  it('is refused where white text on it could not be read', () => {
    expect([isReadable('#0a6640'), isReadable('#ffd400')]).toEqual([true, false]);
  });

  it('colours actions, darker under the pointer and pale behind text', () => {
    expect(brandStyles('#204080')).toContain('--color-action: #204080');
    expect(brandStyles('#204080')).toContain('--color-action-hover: #183060');
    expect(brandStyles('#204080')).toContain('--color-action-soft: #e9ecf2');
  });
});
