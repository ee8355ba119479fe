import { icons } from '@ebok/shell/react';

export const Icon = icons({
  warning: 'M12 3.5 2.5 20h19zM12 10v4.5M12 17.3v.2',
  calendar: 'M4 6h16v14H4zM4 10h16M8 3.5V7M16 3.5V7',
  clock: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM12 7.5V12l3 2',
  check: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM8 12.3l2.8 2.8L16 9.5',
  plus: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM12 8v8M8 12h8',
  hourglass: 'M7 3h10M7 21h10M8 3v3c0 3 8 6 8 9v6M16 3v3c0 3-8 6-8 9v6',
  back: 'M19 12H5M11 6l-6 6 6 6',
  download: 'M12 4v11M7 11l5 5 5-5M5 20h14',
  print: 'M7 8V3h10v5M7 17H4V8h16v9h-3M7 14h10v7H7z',
  copy: 'M9 9h11v11H9zM15 9V4H4v11h5',
  filter: 'M3 6h18M7 12h10M10.5 18h3',
  info: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM12 11v5.5M12 7.5v.2',
  cross: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM9 9l6 6M15 9l-6 6',
  phone: 'M7.5 2.5h9v19h-9zM11 18.5h2',
  card: 'M3 5.5h18v13H3zM3 10h18M6.5 15h4',
  bank: 'M3.5 9.5 12 4l8.5 5.5zM5 20h14M6.5 10v7M10.2 10v7M13.8 10v7M17.5 10v7',
  outside: 'M14 4h6v6M20 4l-9 9M18 14v6H4V6h6',
});

export type IconName = Parameters<typeof Icon>[0]['name'];
