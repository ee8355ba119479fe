import type { Chance } from '../chance';
import type { DemoAddress } from '../model';

// Invented people and firms: ordinary first names, surnames and streets, put together by chance.

// prettier-ignore
const WOMEN = ['Anna', 'Małgorzata', 'Zofia', 'Żaneta', 'Agnieszka', 'Łucja', 'Bożena', 'Świętosława', 'Halina', 'Grażyna', 'Elżbieta', 'Michalina'];
// prettier-ignore
const MEN = ['Jan', 'Łukasz', 'Paweł', 'Stanisław', 'Mirosław', 'Wacław', 'Piotr', 'Zdzisław', 'Krzysztof', 'Bogusław', 'Grzegorz', 'Michał'];
/** Of a woman, of a man. */
// prettier-ignore
const SURNAMES: readonly [string, string][] = [
  ['Wójcik', 'Wójcik'], ['Dąbrowska', 'Dąbrowski'], ['Zielińska', 'Zieliński'], ['Szymańska', 'Szymański'], ['Woźniak', 'Woźniak'],
  ['Kozłowska', 'Kozłowski'], ['Jabłońska', 'Jabłoński'], ['Gęsicka', 'Gęsicki'], ['Żurawska', 'Żurawski'], ['Pająk', 'Pająk'],
  ['Ćwiklińska', 'Ćwikliński'], ['Źrebiec', 'Źrebiec'], ['Bąk', 'Bąk'], ['Łęcka', 'Łęcki'], ['Śliwińska', 'Śliwiński'], ['Głąb', 'Głąb'],
];
// prettier-ignore
const STREETS = ['Polna', 'Długa', 'Słoneczna', 'Łąkowa', 'Źródlana', 'Kwiatowa', 'Świerkowa', 'Jaśminowa', 'Różana', 'Dębowa', 'Księżycowa', 'Wiśniowa', 'Ćmielowska', 'Żytnia', 'Młyńska', 'Brzozowa'];
const TRADES = [
  'Warsztat',
  'Kwiaciarnia',
  'Pracownia',
  'Księgarnia',
  'Cukiernia',
  'Stolarnia',
  'Drukarnia',
  'Sklep',
];
const SIGNS = [
  'Pod Dębem',
  'Żuraw',
  'Łąka',
  'Źdźbło',
  'Gęsie Pióro',
  'Jaskółka',
  'Świt',
  'Błękitna',
  'Ćma',
  'Wrzos',
];
const FORMS = ['sp. z o.o.', 's.c.', 'sp.j.'];

/** A town, the beginning of its postal codes, and whose grid it is on. */
interface Town {
  name: string;
  code: string;
  distributor: string;
}
const TOWNS: readonly Town[] = [
  { name: 'Kraków', code: '30', distributor: 'TAURON Dystrybucja' },
  { name: 'Wrocław', code: '50', distributor: 'TAURON Dystrybucja' },
  { name: 'Gliwice', code: '44', distributor: 'TAURON Dystrybucja' },
  { name: 'Poznań', code: '61', distributor: 'Enea Operator' },
  { name: 'Zielona Góra', code: '65', distributor: 'Enea Operator' },
  { name: 'Gdańsk', code: '80', distributor: 'Energa-Operator' },
  { name: 'Toruń', code: '87', distributor: 'Energa-Operator' },
  { name: 'Łódź', code: '90', distributor: 'PGE Dystrybucja' },
  { name: 'Rzeszów', code: '35', distributor: 'PGE Dystrybucja' },
  { name: 'Białystok', code: '15', distributor: 'PGE Dystrybucja' },
  { name: 'Warszawa', code: '02', distributor: 'Stoen Operator' },
];

/** The grid companies' parts of a point's number. */
export const DISTRIBUTORS: Readonly<Record<string, string>> = {
  'TAURON Dystrybucja': '3224',
  'Enea Operator': '3106',
  'Energa-Operator': '2438',
  'PGE Dystrybucja': '5435',
  'Stoen Operator': '3801',
};

export interface Place extends DemoAddress {
  distributor: string;
}

export function place(chance: Chance, isFlat: boolean): Place {
  const { name, code, distributor } = chance.pick(TOWNS);
  const house = `ul. ${chance.pick(STREETS)} ${chance.int(1, 120)}`;
  return {
    line1: isFlat ? `${house}/${chance.int(1, 60)}` : house,
    line2: `${code}-${String(chance.int(1, 899)).padStart(3, '0')} ${name}`,
    distributor,
  };
}

export function person(chance: Chance): { first: string; last: string } {
  const [woman, man] = chance.pick(SURNAMES);
  return chance.int(0, 1) === 0
    ? { first: chance.pick(WOMEN), last: woman }
    : { first: chance.pick(MEN), last: man };
}

export function firm(chance: Chance): string {
  return `${chance.pick(TRADES)} ${chance.pick(SIGNS)} ${chance.pick(FORMS)}`;
}

/** A word in the form of an e-mail address. */
export function plain(word: string): string {
  return word
    .toLowerCase()
    .replaceAll('ł', 'l')
    .normalize('NFD')
    .replace(/[^a-z0-9]+/g, (found) => (/\s/.test(found) ? '-' : ''));
}
