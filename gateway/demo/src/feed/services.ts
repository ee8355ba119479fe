import { formatMoney } from '#src/money';
import { numberOf } from '../world';

/** What the invented retailer sells besides energy. */
const OFFERS = [
  {
    id: 'ELEKTRYK-24',
    name: { pl: 'Elektryk w 24 godziny', en: 'Electrician within 24 hours', uk: 'Електрик за 24 години' },
    description: {
      pl: 'Awaria instalacji albo sprzętu w domu? Przyślemy elektryka w ciągu doby, do czterech razy w roku. Dojazd i pierwsza godzina pracy są w cenie.',
      en: 'Has the wiring or an appliance failed? We send an electrician within a day, up to four times a year. Travel and the first hour of work are included.',
      uk: 'Несправна проводка чи прилад удома? Надішлемо електрика протягом доби, до чотирьох разів на рік. Виїзд і перша година роботи входять у ціну.',
    },
    monthlyPrice: formatMoney(1299),
  },
  {
    id: 'ZIELONA',
    name: { pl: 'Zielona energia', en: 'Green energy', uk: 'Зелена енергія' },
    description: {
      pl: 'Do całego Twojego zużycia kupimy gwarancje pochodzenia z polskich farm wiatrowych. Raz w roku dostaniesz potwierdzenie.',
      en: 'For all the energy you use we buy guarantees of origin from Polish wind farms. You get a confirmation once a year.',
      uk: 'Для всього вашого споживання ми придбаємо гарантії походження від польських вітрових електростанцій. Раз на рік ви отримаєте підтвердження.',
    },
    monthlyPrice: formatMoney(800),
  },
  {
    id: 'PRZEGLAD-PV',
    name: { pl: 'Przegląd fotowoltaiki', en: 'Solar panel check', uk: 'Огляд сонячних панелей' },
    description: {
      pl: 'Raz w roku sprawdzimy panele, falownik i zabezpieczenia, a raport znajdziesz w eBOK.',
      en: 'Once a year we check panels, inverter and protection; you find the report in eBOK.',
      uk: 'Раз на рік перевіримо панелі, інвертор і захист; звіт ви знайдете в eBOK.',
    },
    monthlyPrice: formatMoney(1900),
  },
];

const PROSUMER = 2;

/** The world's prosumer has the check of his panels. */
export function serviceRecords(): object[] {
  return OFFERS.map((offer) => ({
    ...offer,
    orderedBy: offer.id === 'PRZEGLAD-PV' ? [numberOf(PROSUMER)] : [],
  }));
}
