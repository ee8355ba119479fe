import type { TariffCode } from './tariffs';

/** Prices of one tariff, in złoty net: energy and network for each zone, a kWh; the rest a month. */
interface TariffPrices {
  /** Before excise. */
  energy: readonly number[];
  network: readonly number[];
  /** A month: for households by phases (one, three), for firms a kW of contracted power. */
  fixed: readonly [number, number];
  subscription: number;
  /** The seller's own monthly fee. */
  trade: number;
}

/** What holds from a day on. */
export interface Rates {
  from: string;
  /** A kWh. */
  quality: number;
  renewable: number;
  cogeneration: number;
  /** A month, by yearly use: below 500, 1200, 2800 kWh, above. */
  capacity: readonly [number, number, number, number];
  /** Firms: a kWh used on working days from 7 to 22. */
  capacityFirm: number;
  /** A month, households by the same bands as far as known; ended with 2025. */
  transitional: number;
  tariffs: Record<TariffCode, TariffPrices>;
}

/** A kWh, part of the price of energy. */
export const EXCISE = 0.005;
export const VAT_PERCENT = 23;

const prices = (
  energy: readonly number[],
  network: readonly number[],
  fixed: readonly [number, number],
  subscription: number,
  trade = 0,
): TariffPrices => ({ energy, network, fixed, subscription, trade });

const TARIFFS_2023: Rates['tariffs'] = {
  G11: prices([0.412], [0.2359], [5.61, 8.41], 3.36),
  G12: prices([0.412, 0.412], [0.2615, 0.0512], [6.9, 10.14], 3.36),
  G12w: prices([0.478, 0.331], [0.2702, 0.0509], [6.9, 10.14], 3.36),
  C11: prices([0.693], [0.2517], [3.98, 3.98], 2.04, 15),
  C12a: prices([0.771, 0.606], [0.2811, 0.1493], [4.05, 4.05], 2.04, 15),
  C12b: prices([0.748, 0.541], [0.2803, 0.0715], [4.05, 4.05], 2.04, 15),
  C21: prices([0.693], [0.1947], [14.12, 14.12], 6.9, 25),
};
const TARIFFS_2024: Rates['tariffs'] = {
  ...TARIFFS_2023,
  G11: prices([0.5], [0.2448], [6.1, 9.02], 2.28),
  G12: prices([0.5, 0.5], [0.2742, 0.0537], [7.05, 10.4], 2.28),
  G12w: prices([0.575, 0.404], [0.283, 0.053], [7.05, 10.4], 2.28),
  C11: prices([0.639], [0.2609], [4.21, 4.21], 2.04, 15),
  C21: prices([0.639], [0.2016], [14.9, 14.9], 6.9, 25),
};
const TARIFFS_2025: Rates['tariffs'] = {
  ...TARIFFS_2024,
  C11: prices([0.585], [0.2702], [4.4, 4.4], 2.04, 18),
  C12a: prices([0.652, 0.512], [0.2954, 0.1569], [4.47, 4.47], 2.04, 18),
  C12b: prices([0.634, 0.459], [0.2945, 0.0751], [4.47, 4.47], 2.04, 18),
  C21: prices([0.585], [0.209], [15.6, 15.6], 6.9, 29),
};
const TARIFFS_2026: Rates['tariffs'] = {
  G11: prices([0.49516], [0.2519], [6.44, 9.47], 2.28),
  G12: prices([0.49516, 0.49516], [0.2841, 0.0558], [7.38, 10.86], 2.28),
  G12w: prices([0.5694, 0.4002], [0.2934, 0.0551], [7.38, 10.86], 2.28),
  C11: prices([0.562], [0.2783], [4.58, 4.58], 2.04, 18),
  C12a: prices([0.626, 0.492], [0.3043, 0.1616], [4.65, 4.65], 2.04, 18),
  C12b: prices([0.609, 0.441], [0.3033, 0.0774], [4.65, 4.65], 2.04, 18),
  C21: prices([0.562], [0.2153], [16.07, 16.07], 6.9, 29),
};

/**
 * Statutory prices of 2025 and 2026 and G12 network prices of 2026 are the published ones; the others are
 * typical.
 * Prices also change within a year: a document across such a day has lines for each part.
 */
export const RATES: readonly Rates[] = [
  {
    from: '0001-01-01',
    quality: 0.0095,
    renewable: 0,
    cogeneration: 0.00496,
    capacity: [2.38, 5.72, 9.54, 13.35],
    capacityFirm: 0.1026,
    transitional: 0.1,
    tariffs: TARIFFS_2023,
  },
  {
    from: '2024-01-01',
    quality: 0.0314,
    renewable: 0,
    cogeneration: 0.00618,
    capacity: [2.66, 6.39, 10.64, 14.9],
    capacityFirm: 0.1267,
    transitional: 0.1,
    tariffs: TARIFFS_2023,
  },
  {
    from: '2024-07-01',
    quality: 0.0314,
    renewable: 0,
    cogeneration: 0.00618,
    capacity: [2.66, 6.39, 10.64, 14.9],
    capacityFirm: 0.1267,
    transitional: 0.1,
    tariffs: TARIFFS_2024,
  },
  {
    from: '2025-01-01',
    quality: 0.0321,
    renewable: 0.0035,
    cogeneration: 0.003,
    capacity: [2.86, 6.86, 11.44, 16.01],
    capacityFirm: 0.1412,
    transitional: 0.1,
    tariffs: TARIFFS_2025,
  },
  {
    from: '2026-01-01',
    quality: 0.0331,
    renewable: 0.0073,
    cogeneration: 0.003,
    capacity: [4.29, 10.31, 17.18, 24.05],
    capacityFirm: 0.2194,
    transitional: 0,
    tariffs: TARIFFS_2026,
  },
];

/** What a prosumer's kWh is credited at, złoty, by month: dear when the sun is weak. Near the market's monthly means. */
export const DEPOSIT_PRICES: readonly number[] = [
  0.4451, 0.4312, 0.2714, 0.2204, 0.2158, 0.2249, 0.2846, 0.2617, 0.3318, 0.3864, 0.4527, 0.4398,
];
/** The share of a deposit, unused within twelve months, that is paid back. */
export const DEPOSIT_REFUND_PERCENT = 20;

/** Statutory interest for late payment, percent a year. */
export const INTEREST: readonly { from: string; percent: number }[] = [
  { from: '2022-09-08', percent: 12.25 },
  { from: '2023-09-07', percent: 11.5 },
  { from: '2023-10-05', percent: 11.25 },
  { from: '2025-05-08', percent: 10.75 },
  { from: '2025-07-03', percent: 10.5 },
  { from: '2025-09-04', percent: 10.25 },
  { from: '2025-10-09', percent: 10 },
];
