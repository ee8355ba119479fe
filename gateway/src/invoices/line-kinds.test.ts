import {
  chargeKindOf,
  daysOfLine,
  dependsOnUse,
  isFedIn,
  isPerKwh,
  tariffOfLine,
  zoneOf,
} from './line-kinds';

const line = (name: string, unit: string | null = null, group: string | null = null) => ({
  name,
  unit,
  group,
});

it.each([
  ['Energia czynna (z akcyzą) – strefa dzienna', 'ENERGY'],
  ['Energia elektryczna czynna', 'ENERGY'],
  ['Razem za energię czynną', 'ENERGY'],
  ['Sprzedaż energii', 'ENERGY'],
  ['Podatek akcyzowy', 'EXCISE'],
  ['ENERGIA  CZYNNA', 'ENERGY'],
  ['Opłata handlowa', 'TRADE_FEE'],
  ['Opłata handlowa za energię', 'TRADE_FEE'],
  ['Opłata sieciowa zmienna – strefa nocna, C12a', 'NETWORK_VARIABLE'],
  ['Opłata zmienna sieciowa', 'NETWORK_VARIABLE'],
  ['Opłata dystrybucyjna zmienna', 'NETWORK_VARIABLE'],
  ['Składnik zmienny stawki sieciowej', 'NETWORK_VARIABLE'],
  ['Opłata sieciowa stała', 'NETWORK_FIXED'],
  ['Opłata stała sieciowa - układ 1-fazowy', 'NETWORK_FIXED'],
  ['Składnik stały stawki sieciowej', 'NETWORK_FIXED'],
  ['Opłata dystrybucyjna stała', 'NETWORK_FIXED'],
  ['Opłata jakościowa', 'QUALITY'],
  ['Stawka jakościowa', 'QUALITY'],
  ['Opłata OZE', 'RENEWABLE'],
  ['Opłata kogeneracyjna', 'COGENERATION'],
  ['Opłata mocowa <500 kWh', 'CAPACITY'],
  ['Opłata przejściowa <500 kWh', 'TRANSITIONAL'],
  ['Opłata abonamentowa', 'SUBSCRIPTION'],
  ['Energia bierna pojemnościowa', 'REACTIVE'],
  ['Opłata za ponadumowny pobór energii biernej', 'REACTIVE'],
  ['Razem za usługi dystrybucji', 'DISTRIBUTION'],
  ['Energia czynna oddana do sieci', 'DEPOSIT'],
  ['Depozyt prosumencki: pokrył 10,00 zł, pozostaje 2,00 zł', 'DEPOSIT'],
  ['Odsetki ustawowe za opóźnienie', 'INTEREST'],
  ['Rozliczenie faktury prognozowej FP/2026/01/1', 'ADVANCE'],
  ['Rozliczenie zaliczek', 'ADVANCE'],
  ['Energia czynna, odczyt prognozowany', 'ENERGY'],
  ['Serwis fotowoltaiki', 'OTHER'],
  ['', 'OTHER'],
])('"%s" is %s', (name, kind) => {
  expect(chargeKindOf(line(name))).toBe(kind);
});

it('a line of the group of the deposit is no cost, whatever its name', () => {
  expect(chargeKindOf(line('Energia', null, 'Depozyt prosumencki'))).toBe('DEPOSIT');
});

it.each([
  ['Energia czynna (z akcyzą) – strefa dzienna', 'dzienna'],
  ['Energia czynna noc', 'nocna'],
  ['strefa szczytowa', 'szczytowa'],
  ['Pozaszczyt', 'pozaszczytowa'],
  ['szczyt przedpołudniowy', 'szczyt przedpołudniowy'],
  ['Szczyt popołudniowy', 'szczyt popołudniowy'],
  ['reszta doby', 'pozostałe godziny doby'],
  ['całodobowa', 'całodobowa'],
  ['Opłata jakościowa', null],
])('the zone of "%s" is %s', (name, zone) => {
  expect(zoneOf(name)).toBe(zone);
});

it.each([
  ['Opłata mocowa', 'kWh', true],
  ['Opłata mocowa', 'mies.', false],
  ['Opłata mocowa', 'zł/mc', false],
  ['Energia czynna', 'MWh', true],
  ['Energia czynna', null, true],
  ['Akcyza', null, true],
  ['Usługa dystrybucji', 'kWh', true],
  ['Razem za usługi dystrybucji', null, false],
  ['Opłata sieciowa stała', 'kW/mies.', false],
  ['Opłata handlowa', 'mies.', false],
  ['Depozyt prosumencki', 'kWh', false],
])('"%s" by %s depends on use: %s', (name, unit, expected) => {
  expect(dependsOnUse(line(name, unit))).toBe(expected);
});

it('tells energy units from power and months', () => {
  expect(['kWh', ' MWh', 'zł/kWh', 'kW', 'kW/mies.', 'mies.'].map((unit) => isPerKwh({ unit }))).toEqual([
    ...[true, true, true, false, false, false],
  ]);
});

it('reads the days and the tariff that a line names', () => {
  expect(daysOfLine({ name: 'Opłata OZE, 01.12.2025–31.12.2025' })).toEqual({
    from: '2025-12-01',
    to: '2025-12-31',
  });
  expect(daysOfLine({ name: 'Opłata OZE' })).toBeNull();
  expect(tariffOfLine({ name: 'Energia czynna (z akcyzą) – strefa szczytowa, C12a' })).toBe('C12a');
  expect(tariffOfLine({ name: 'Opłata sieciowa stała, C21, 01.12.2025–31.12.2025' })).toBe('C21');
  expect(tariffOfLine({ name: 'Opłata jakościowa' })).toBeNull();
});

it('tells energy fed in from energy taken', () => {
  expect(['energia oddana', 'Wprowadzona do sieci', 'całodobowa', 'pobrana'].map(isFedIn)).toEqual([
    ...[true, true, false, false],
  ]);
});
