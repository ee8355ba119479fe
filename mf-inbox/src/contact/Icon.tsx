import { icons } from '@ebok/shell/react';

/** Icons of contact alone: the tile on home loads without them. */
export const Icon = icons({
  warning: 'M12 3.5 2.5 20h19zM12 10v4.5M12 17.3v.2',
  back: 'M19 12H5M11 6l-6 6 6 6',
  draft: 'M4 20l1-4.5L16 5l3.5 3.5L8.5 19zM14 7l3.5 3.5',
  phone:
    'M6 3.5h3l1.5 4.5-2 1.5a11 11 0 0 0 6 6l1.5-2 4.5 1.5v3c0 1-.8 2-2 2A16.5 16.5 0 0 1 4 5.5c0-1.2 1-2 2-2z',
  mail: 'M3 5.5h18v13H3zM3.5 7l8.5 6.5L20.5 7',
  clip: 'M19.5 11.5 12 19a4.5 4.5 0 0 1-6.5-6.5L13.5 4.5a3 3 0 0 1 4.5 4.5L10 17a1.5 1.5 0 0 1-2-2l7-7',
  camera: 'M4 7.5h3.5L9 5h6l1.5 2.5H20V19H4zM12 16.5a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7z',
  inbox: 'M4 13 6 5h12l2 8v6H4zM4 13h5a3 3 0 0 0 6 0h5',
  clock: 'M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17zM12 7v5l3 2',
  answer: 'M4 5h16v11H11l-4.5 4v-4H4zM8.5 10.5l2.5 2.5 4.5-4.5',
  check: 'M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17zM8 12.5l2.700 2.700L16 9.5',
});

export type IconName = Parameters<typeof Icon>[0]['name'];
