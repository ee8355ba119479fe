import { fake } from '@ebok/shell/fake';
import { close } from '@ebok/shell/testing';
import { waitFor, within } from '@testing-library/dom';
import { invoice, invoiceAnswer, invoicesAnswer, line, rows, tied, type Invoice } from '../../fixtures';
import { openAt, screen, textOf } from '../../testing';

const show = async (change: Partial<Invoice> = {}, account?: string | null) => {
  fake.answer('Invoice', invoiceAnswer(invoice(change), account));
  const user = await openAt('/finanse/i1');
  await screen.findByRole('region', { name: 'Podsumowanie' });
  return user;
};
const region = (name: string) => screen.getByRole('region', { name });

it('says what is to be paid, by when, and what the document is', async () => {
  await show();
  expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('Faktura rozliczeniowa FV2026/02/150');
  expect(document.title).toBe('Faktura rozliczeniowa FV2026/02/150');
  const summary = textOf(region('Podsumowanie'));
  expect(summary).toContain('Do zapłaty53,63 złPo terminie termin minął 15 marca 2026');
  expect(summary).toContain('Wystawiono28 lutego 2026Termin płatności15 marca 2026');
  expect(summary).toContain('Okres1 stycznia – 28 lutego 2026');
  expect(summary).toContain('Netto43,60 złVAT10,03 złBrutto53,63 zł');
});

it('asks for the document of the address', async () => {
  await openAt('/finanse/_aB-9');
  await screen.findByRole('region', { name: 'Podsumowanie' });
  expect(fake.asked.find(({ operation }) => operation === 'Invoice')?.variables).toEqual({ id: '_aB-9' });
});

it('can be had as a PDF, in a tab of its own', async () => {
  await show();
  const link = screen.getByRole('link', { name: /^Pobierz PDF/ });
  expect(link.getAttribute('href')).toBe('/files/invoices/i1.pdf');
  expect(link.getAttribute('target')).toBe('_blank');
});

it('can be put into a calendar, where something is to be paid by a day to come', async () => {
  await show({ status: 'DUE', dueDate: '2999-03-15' });
  const link = screen.getByRole('link', { name: 'Dodaj do kalendarza' });
  expect(link.getAttribute('href')).toBe('/files/invoices/c1/i1.ics');
});

it.each<[string, Partial<Invoice>]>([
  ['the day has passed', { status: 'OVERDUE' }],
  ['there is no day', { status: 'DUE', dueDate: null, calendarUrl: null }],
])('has no place in a calendar where %s', async (_, change) => {
  await show(change);
  expect(screen.queryByRole('link', { name: /kalendarza/ })).toBeNull();
});

it('leads to a request about it, except for somebody who may only look', async () => {
  await show();
  const link = screen.getByRole('link', { name: 'Zapytaj o ten dokument' });
  expect(link.getAttribute('href')).toBe('/kontakt/nowe?topic=INVOICE&invoice=i1');
  await close();
  fake.session({ role: 'VIEW' });
  await show();
  expect(screen.queryByRole('link', { name: 'Zapytaj o ten dokument' })).toBeNull();
});

describe('lines', () => {
  it('come down to the seller’s sums', async () => {
    await show();
    const table = screen.getByRole('table', { name: 'Za co płacisz' });
    expect(textOf(within(table).getByRole('row', { name: /energię czynną/ }))).toContain('23%18,00 zł');
    expect(textOf(within(table).getByRole('row', { name: /dystrybucji/ }))).toContain('25,60 zł');
    expect(textOf(within(table).getByRole('row', { name: /^VAT/ }))).toContain('10,03 zł');
    expect(within(table).getAllByRole('row')).toHaveLength(6);
  });

  it('stand in their groups with a sum each, quantities and prices as printed', async () => {
    const before = { group: 'Przed korektą' };
    await show({
      kind: 'CORRECTION',
      lines: [
        line(1, 'Energia', '-18.00', { ...before, quantity: '-20', unit: 'kWh', unitPrice: '0.9000' }),
        line(2, 'Opłata', '-0.10', { ...before, vatRate: 'zw' }),
        line(1, 'Energia', '9.20', { quantity: '10', unit: 'kWh', unitPrice: '0.9200' }),
      ],
    });
    const table = screen.getByRole('table', { name: 'Pozycje korekty' });
    expect(textOf(table)).toContain('Przed korektą−18,10 złEnergia−20 kWh0,900023%−18,00 zł');
    expect(textOf(table)).toContain('Opłata––zwolnione−0,10 zł');
    expect(textOf(table)).toContain('Po korekcie9,20 złEnergia10 kWh0,920023%9,20 zł');
  });

  it('without a group stand under "other" where the rest has one', async () => {
    await show({ lines: [line(1, 'A', '1.00', { group: 'Sprzedaż' }), line(2, 'B', '2.00')] });
    expect(textOf(screen.getByRole('table', { name: 'Za co płacisz' }))).toContain('Pozostałe2,00 złB');
  });

  it('may be missing: the sums are in the summary', async () => {
    await show({ lines: [], readings: [], details: [], consumptionPoints: [], previousYearKwh: null });
    expect(screen.queryAllByRole('table')).toEqual([]);
    expect(screen.getAllByRole('heading', { level: 2 }).map(({ textContent }) => textContent)).toEqual([
      'Zapłać przelewem',
    ]);
  });
});

describe('what the document states', () => {
  const party = (name: string, identifier: string | null = null) => ({
    name,
    identifier,
    address: ['ul. Szkolna 3', '00-001 Warszawa'],
  });
  const rate = (name: string, net: string, vat: string | null) =>
    ({ __typename: 'InvoiceVatRate', rate: name, net, vat }) as const;

  it('is whom it names, in their roles, and its VAT rate by rate', async () => {
    await show({
      supplyDate: '2026-02-27',
      buyer: { __typename: 'InvoiceParty', ...party('Gmina Lipno', 'NIP 5262483798') },
      otherParties: [
        { __typename: 'InvoiceOtherParty', ...party('Szkoła nr 1'), title: 'Odbiorca', share: null },
        { __typename: 'InvoiceOtherParty', ...party('Anna Lis'), title: 'Dodatkowy nabywca', share: '50' },
      ],
      vatRates: [rate('23', '40.00', '9.20'), rate('zw', '3.60', '0.00'), rate('np I', '1.00', null)],
    });
    expect(textOf(region('Podsumowanie'))).toContain('Data dostawy27 lutego 2026');
    expect(textOf(region('Strony i VAT'))).toBe(
      'Strony i VAT' +
        'NabywcaGmina Lipno, NIP 5262483798, ul. Szkolna 3, 00-001 Warszawa' +
        'OdbiorcaSzkoła nr 1, ul. Szkolna 3, 00-001 Warszawa' +
        'Dodatkowy nabywca (50%)Anna Lis, ul. Szkolna 3, 00-001 Warszawa' +
        'Stawka VAT: 23%Netto 40,00 zł · VAT 9,20 zł · Brutto 49,20 zł' +
        'Stawka VAT: zwolnioneNetto 3,60 zł · VAT 0,00 zł · Brutto 3,60 zł' +
        'Stawka VAT: bez VATNetto 1,00 zł',
    );
  });

  it('is nothing where it states nothing of it', async () => {
    await show();
    expect(screen.queryByRole('region', { name: 'Strony i VAT' })).toBeNull();
  });

  it('is the amount with VAT where lines are priced so, and none where a line has none', async () => {
    await show({
      lines: [
        line(1, 'Energia', '10.00', { gross: '12.30', unitPrice: '1.23', quantity: '10' }),
        line(2, 'Rabat w cenie', '0.00', { unpriced: true }),
      ],
    });
    const table = screen.getByRole('table', { name: 'Za co płacisz' });
    expect(textOf(within(table).getByRole('row', { name: /Energia/ }))).toBe(
      'Energia101,2323%12,30 zł brutto',
    );
    expect(textOf(within(table).getByRole('row', { name: /Rabat/ }))).toBe('Rabat w cenie––23%–');
    expect(within(table).getByRole('columnheader', { name: 'Cena' })).toBeTruthy();
  });

  it('is its sum alone where a simplified one says no more', async () => {
    await show({ net: '0.00', vat: '0.00', gross: '99.00', lines: [line(1, 'Energia', '0.00')] });
    expect(textOf(region('Podsumowanie'))).not.toContain('Netto');
    expect(screen.queryByRole('row', { name: /^VAT/ })).toBeNull();
    expect(screen.getByRole('row', { name: /^Brutto/ })).toBeTruthy();
  });
});

it('draws the first of very many lines, more of them on demand, and all on paper, with the sums of all', async () => {
  const many = Array.from({ length: 6000 }, (_, n) =>
    line(n + 1, `Punkt ${n + 1}`, '1.00', { group: n < 50 ? 'Szkoły' : 'Oświetlenie' }),
  );
  const user = await show({ lines: many });
  const rows = () => document.querySelectorAll('.ebok-finance__lines tbody tr').length;
  expect(rows()).toBe(102);
  expect(textOf(screen.getByRole('row', { name: /^Oświetlenie/ }))).toContain('5 950,00 zł');
  await user.click(screen.getByRole('button', { name: 'Pokaż kolejne pozycje (100 z 6000)' }));
  expect(rows()).toBe(602);
  // The focus is on the first new row.
  expect(document.activeElement).toBe(screen.getByRole('rowheader', { name: 'Punkt 101' }));
  window.dispatchEvent(new Event('beforeprint'));
  expect(rows()).toBe(6002);
  window.dispatchEvent(new Event('afterprint'));
  await waitFor(() => expect(rows()).toBe(602));
});

describe('use', () => {
  it('shows the meter from state to state, and how it was read', async () => {
    await show();
    const table = screen.getByRole('table', { name: 'Odczyty licznika' });
    const reading = textOf(within(table).getByRole('row', { name: /99999999/ }));
    expect(reading).toContain('całodobowa');
    expect(reading).toMatch(/1000 → do 1020/);
    expect(reading).toContain('20 kWhFizyczny');
  });

  it.each([
    [118, 'O 98 kWh mniej niż w tym samym okresie rok wcześniej.'],
    [8, 'O 12 kWh więcej niż w tym samym okresie rok wcześniej.'],
    [20, 'Tyle samo co w tym samym okresie rok wcześniej.'],
  ])('stands beside last year’s %i kWh', async (previousYearKwh, sentence) => {
    await show({ previousYearKwh });
    expect(textOf(region('Zużycie rok do roku'))).toContain(sentence);
    expect(textOf(region('Zużycie rok do roku'))).toContain(`Rok wcześniej${previousYearKwh} kWh`);
  });

  it('is not compared on a correction, whose readings say the same energy twice', async () => {
    await show({ kind: 'CORRECTION' });
    expect(textOf(region('Zużycie rok do roku'))).toBe('Zużycie rok do rokuRok wcześniej118 kWh');
  });

  it('survives a year of nothing', async () => {
    await show({ previousYearKwh: 0, readings: [] });
    expect(textOf(region('Zużycie rok do roku'))).toContain('0 kWh');
  });

  it('names the point, its PPE and tariff', async () => {
    await show();
    expect(textOf(region('Punkt poboru'))).toContain('ul. Polna 1, 00-001 Warszawa');
    expect(textOf(region('Punkt poboru'))).toContain('590543500000000018');
    expect(textOf(region('Punkt poboru'))).toContain('TaryfaG11');
  });
});

describe('corrections', () => {
  it('lead both ways', async () => {
    await show({
      correctsAll: [tied('a', 'FV/1', '100.00'), tied('b', 'FV/2', '50.00')],
      correctedBy: [tied('c', 'FK/3', '-12.00')],
    });
    const corrects = within(screen.getByRole('list', { name: 'Ten dokument koryguje' }));
    expect(corrects.getAllByRole('link').map((link) => link.getAttribute('href'))).toEqual([
      '/finanse/a',
      '/finanse/b',
    ]);
    const correctedBy = screen.getByRole('list', { name: 'Ten dokument został skorygowany przez' });
    expect(textOf(correctedBy)).toContain('FK/3wystawiono 28 lutego 2026−12,00 zł');
  });

  it('open the other document', async () => {
    const user = await show({ correctedBy: [tied('c', 'FK/3', '-12.00')] });
    fake.answer('Invoice', invoiceAnswer(invoice({ id: 'c', number: 'FK/3', kind: 'CORRECTION' })));
    await user.click(screen.getByRole('link', { name: 'FK/3' }));
    await screen.findByRole('heading', { level: 1, name: 'Faktura korygująca FK/3' });
  });

  it('are not spoken of where there are none', async () => {
    await show();
    expect(screen.queryByRole('region', { name: 'Powiązane dokumenty' })).toBeNull();
  });
});

describe('paying by transfer', () => {
  const clipboard = (writeText: (text: string) => Promise<void>) =>
    Object.defineProperty(navigator, 'clipboard', { configurable: true, value: { writeText } });

  it('says account, recipient, title and amount, and has them as a code', async () => {
    await show();
    const card = region('Zapłać przelewem');
    expect(textOf(card)).toContain('73 1111 1111 1111 1111 1111 1111');
    expect(textOf(card)).toContain('OdbiorcaElektrownia Dobra Energia S.A.');
    expect(textOf(card)).toContain('Tytuł przelewuFV2026/02/150KopiujKwota53,63 złKopiuj');
    expect(within(card).getByRole('img', { name: /Kod QR z danymi przelewu/ })).toBeTruthy();
  });

  it('copies the account without spaces and says so', async () => {
    const user = await show();
    const copied: string[] = [];
    clipboard(async (text) => void copied.push(text));
    await user.click(screen.getByRole('button', { name: 'Kopiuj numer rachunku' }));
    await screen.findByText('Skopiowano');
    expect(screen.getByText('Skopiowano').getAttribute('role')).toBe('status');
    expect(copied).toEqual(['73111111111111111111111111']);
  });

  it('copies the old way where the clipboard is refused', async () => {
    const user = await show();
    clipboard(() => Promise.reject(new DOMException('no', 'NotAllowedError')));
    let selected = '';
    Object.assign(document, {
      execCommand: () => {
        selected = (document.activeElement as HTMLTextAreaElement).value;
        return true;
      },
    });
    const button = screen.getByRole('button', { name: 'Kopiuj numer rachunku' });
    await user.click(button);
    await screen.findByText('Skopiowano');
    expect(selected).toBe('73111111111111111111111111');
    expect(document.activeElement).toBe(button);
    Reflect.deleteProperty(document, 'execCommand');
  });

  it('says how to copy by hand where nothing works', async () => {
    const user = await show();
    clipboard(() => Promise.reject(new DOMException('no', 'NotAllowedError')));
    await user.click(screen.getByRole('button', { name: 'Kopiuj numer rachunku' }));
    await screen.findByText(/Zaznacz tekst i skopiuj go ręcznie/);
  });

  it.each<[string, Partial<Invoice>]>([
    ['a paid document', { status: 'PAID', outstanding: '0.00' }],
    ['a credit', { status: 'CREDIT', gross: '-40.00', outstanding: '-40.00' }],
    ['a payment on its way, lest it be paid twice', { status: 'PENDING' }],
  ])('is not offered for %s', async (_, change) => {
    await show(change);
    expect(screen.queryByRole('region', { name: 'Zapłać przelewem' })).toBeNull();
  });

  it.each([
    ['an account no banking app knows', 'DE89370400440532013000', 'DE89370400440532013000'],
    ['no account', null, 'znajdziesz na dokumencie'],
  ])('shows no code where the API gives none: %s', async (_, account, says) => {
    await show({ transferCode: null }, account);
    const card = region('Zapłać przelewem');
    expect(within(card).queryByRole('img')).toBeNull();
    expect(textOf(card)).toContain(says);
    expect(textOf(card)).not.toContain('Kodu QR');
  });

  it('says why there is no code for an amount it has no room for', async () => {
    await show({ transferCode: null, gross: '10000.00', outstanding: '10000.00' });
    const card = region('Zapłać przelewem');
    expect(within(card).queryByRole('img')).toBeNull();
    expect(textOf(card)).toContain('Kodu QR tu nie ma: mieści kwoty najwyżej do 9 999,99 zł.');
  });
});

describe('details', () => {
  it('are tables as printed: a lone cell heads what follows, pairs without a header are facts', async () => {
    const user = await show();
    await user.click(screen.getByText('Rozliczenie - usługa dystrybucji energii'));
    const table = within(screen.getByRole('region', { name: 'Rozliczenie - usługa dystrybucji energii' }));
    expect(table.getByRole('columnheader', { name: 'Cena jedn. netto (zł)' }).className).toBe(
      'table__number',
    );
    expect(table.getByRole('rowheader', { name: 'Opłata zmienna sieciowa' })).toHaveProperty('colSpan', 9);
    expect(table.getByRole('cell', { name: '7.3000' })).toBeTruthy();
    expect(textOf(region('Szczegóły od sprzedawcy'))).toContain('Kod PPE590543500000000018');
  });

  it('of one title stand together, and a sentence among facts is a sentence', async () => {
    const facts = { __typename: 'InvoiceDetail' as const, title: 'Sprzedaż', header: [] };
    await show({
      details: [
        { ...facts, header: ['A', 'B'], rows: [['1', '2']] },
        { ...facts, rows: [['Akcyza', '0,10 zł'], ['Ceny wg taryfy.']] },
      ],
    });
    const fold = screen.getByText('Sprzedaż').closest('details')!;
    expect(textOf(fold)).toBe('SprzedażAB12Akcyza0,10 złCeny wg taryfy.');
  });

  it('bear rows of unequal length and nothing at all', async () => {
    const detail = {
      __typename: 'InvoiceDetail' as const,
      title: 'Dziwna',
      header: ['A'],
      rows: [['1', '2', '3'], [], ['x']],
    };
    await show({ details: [detail, { ...detail, title: 'Pusta', header: [], rows: [] }] });
    expect(screen.getByText('Dziwna')).toBeTruthy();
    expect(screen.queryByText('Pusta')).toBeNull();
  });

  it('unfold for the printer, and fold again', async () => {
    await show();
    const fold = screen.getByText('Informacje dodatkowe').closest('details')!;
    dispatchEvent(new Event('beforeprint'));
    expect(fold.open).toBe(true);
    dispatchEvent(new Event('afterprint'));
    expect(fold.open).toBe(false);
  });
});

it('folds many readings and points, which would stand before all that follows, and prints them', async () => {
  const { readings, consumptionPoints } = invoice();
  await show({
    readings: Array.from({ length: 80 }, () => readings[0]!),
    consumptionPoints: Array.from({ length: 40 }, (_, n) => ({ ...consumptionPoints[0]!, id: `p${n}` })),
  });
  const folds = ['Wszystkie odczyty (80)', 'Wszystkie punkty (40)'].map((title) =>
    screen.getByText(title).closest('details')!,
  );
  screen.getByRole('heading', { name: 'Punkty poboru' });
  expect(folds.map(({ open }) => open)).toEqual([false, false]);
  dispatchEvent(new Event('beforeprint'));
  expect(folds.map(({ open }) => open)).toEqual([true, true]);
  dispatchEvent(new Event('afterprint'));
});

it('shows the KSeF number, and where anybody can check it', async () => {
  const ksefNumber = '9999999999-20260228-0100001AF629-AF';
  await show({ ksefNumber, ksefVerificationUrl: 'https://qr.ksef.mf.gov.pl/invoice/x' });
  const link = screen.getByRole('link', { name: new RegExp(ksefNumber) });
  expect(link.getAttribute('href')).toBe('https://qr.ksef.mf.gov.pl/invoice/x');
  expect(link.textContent).toContain('nowej karcie');
});

it('makes no link of an address which is none', async () => {
  await show({ ksefNumber: 'X', ksefVerificationUrl: 'javascript:alert(1)' });
  expect(screen.queryByRole('link', { name: /X/ })).toBeNull();
});

it('bears a missing due date', async () => {
  await show({ dueDate: null, periodFrom: null });
  const summary = textOf(region('Podsumowanie'));
  expect(summary).toContain('Termin płatnościnie podano');
  expect(summary).toContain('Okresdo 28 lutego 2026');
});

it.each([
  ['pl', '1 stycznia – 28 lutego 2026'],
  ['en', '1 January – 28 February 2026'],
  ['uk', '1 січня – 28 лютого 2026Н'],
] as const)('writes a period as people do in %s', async (language, period) => {
  fake.language(language);
  await openAt('/finanse/i1');
  await waitFor(() => expect(textOf()).toContain(period));
});

it('says that there is no such document, and leads back to the list', async () => {
  fake.answer('Invoice', fake.error('NOT_FOUND'));
  const user = await openAt('/finanse/obcy');
  await screen.findByRole('heading', { level: 1, name: 'Nie ma takiego dokumentu' });
  fake.answer('Invoices', invoicesAnswer(rows(3)));
  await user.click(screen.getByRole('link', { name: 'Wszystkie dokumenty' }));
  await screen.findByRole('heading', { level: 1, name: 'Finanse' });
});

it('knows no deeper addresses', async () => {
  await openAt('/finanse/i1/cos/jeszcze');
  await screen.findByRole('heading', { level: 1, name: 'Nie ma takiego dokumentu' });
});

it('has its heading before anything is loaded, for the focus to stand on', async () => {
  fake.answer('Invoice', () => fake.never());
  await openAt('/finanse/i1');
  expect(await screen.findByRole('heading', { level: 1, name: 'Dokument' })).toBeTruthy();
  expect(screen.getByRole('status', { name: 'Wczytywanie' })).toBeTruthy();
});

it('says when it could not be loaded, and tries again', async () => {
  fake.answer('Invoice', fake.error('INTERNAL', { reference: 'B1' }));
  const user = await openAt('/finanse/i1');
  expect(textOf(await screen.findByRole('alert'))).toContain('B1');
  fake.answer('Invoice', invoiceAnswer(invoice()));
  await user.click(screen.getByRole('button', { name: 'Spróbuj ponownie' }));
  await waitFor(() => region('Podsumowanie'));
});

it('is to be paid to the account printed on it, to whom it names, and says the words the law wants', async () => {
  await show({
    bankAccount: '71109010149999000000000001',
    payee: 'Faktor Sp. z o.o.',
    annotations: ['mechanizm podzielonej płatności'],
  });
  const transfer = textOf(document.querySelector('.ebok-finance__transfer')!);
  expect(transfer.replace(/\s/g, '')).toContain('71109010149999000000000001');
  expect(transfer).toContain('Faktor Sp. z o.o.');
  expect(screen.getByText('mechanizm podzielonej płatności').closest('[lang="pl"]')).not.toBeNull();
});

it('names its points with the tariff of its time', async () => {
  const printed = { ppe: '590543500000000018', address: 'ul. Dawna 1, 00-001 Warszawa', tariff: 'C11' };
  await show({ printedPoints: [{ __typename: 'InvoicePrintedPoint', ...printed }] });
  const points = textOf(region('Punkt poboru'));
  expect(points).toContain('ul. Dawna 1, 00-001 Warszawa');
  expect(points).toContain('C11');
  expect(points).not.toContain('G11');
});

it('names a point as the customer does, above the address that is printed', async () => {
  const [point] = invoice().consumptionPoints;
  const named = { ...point!, label: 'Domek', ownLabel: 'Domek' };
  const printed = { ppe: point!.ppe, address: 'ul. Dawna 1, 00-001 Warszawa', tariff: 'C11' };
  await show({
    consumptionPoints: [named],
    printedPoints: [{ __typename: 'InvoicePrintedPoint', ...printed }],
  });
  expect(textOf(region('Punkt poboru'))).toMatch(/Domek.*ul\. Dawna 1/);
  await close();
  await show({ consumptionPoints: [named] });
  expect(textOf(region('Punkt poboru')).match(/Domek/g)).toHaveLength(1);
});
