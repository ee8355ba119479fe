import { icons } from '@ebok/shell/react';

export const Icon = icons({
  warning: 'M12 3.5 2.5 20h19zM12 10v4.5M12 17.3v.2',
  back: 'M19 12H5M11 6l-6 6 6 6',
  filter: 'M3 6h18M7 12h10M10.5 18h3',
  read: 'M3 10.5 12 4l9 6.5V20H3zM3 10.5l9 6 9-6',
  bell: 'M6 17V11a6 6 0 0 1 12 0v6l1.5 1.5h-15zM10 20.5h4',
  receipt: 'M6 3h12v18l-2-1.5L14 21l-2-1.5L10 21l-2-1.5L6 21zM9 8h6M9 12h6',
});

export type IconName = Parameters<typeof Icon>[0]['name'];
