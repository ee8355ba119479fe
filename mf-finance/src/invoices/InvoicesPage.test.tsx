import { fake } from '@ebok/shell/fake';
import { waitFor, within } from '@testing-library/dom';
import { invoicesAnswer, pointsAnswer, row, rows } from '../fixtures';
import { lastAsked, openAt, promised, reload, screen, textOf } from '../testing';
import { filesAddress, readSearch } from './invoiceSearch';

const list = () => screen.findByRole('table', { name: 'Dokumenty' });
const links = async () => within(await list()).getAllByRole('link');
const address = () => location.pathname + location.search;
const openFilters = async (user: Awaited<ReturnType<typeof openAt>>) =>
  user.click(await screen.findByRole('button', { name: /Filtruj/ }));

describe('the list', () => {
  it('shows open documents first, then history, with what each is and costs', async () => {
    await openAt('/finanse');
    const groups = within(await list()).getAllByRole('rowgroup');
    expect(textOf(groups[1])).toMatch(/^Do zapłaty.*FV2026\/02\/150.*P\/2026\/11\/0007/);
    expect(textOf(groups[2])).toMatch(/^HistoriaWybierz do pobrania: FV2025\/003FV2025\/003/);
    const overdue = screen.getByRole('row', { name: /FV2026\/02\/150/ });
    expect(textOf(overdue)).toContain('Faktura rozliczeniowa1 stycznia – 28 lutego 2026');
    expect(textOf(overdue)).toContain('28 lutego 202615 marca 202615 mar 2026Po terminie53,63 zł53,63 zł');
    expect(within(overdue).getByRole('link').getAttribute('href')).toBe('/finanse/i1');
    expect(textOf(screen.getByRole('row', { name: /FV2025\/003/ }))).toContain('Nadpłata−40,00 zł');
    expect(screen.getByText('3 dokumenty')).toBeTruthy();
    expect(document.title).toBe('Finanse');
    expect(lastAsked('Invoices')).toEqual({ filter: {}, orderBy: 'OPEN_FIRST', first: 20, after: null });
  });

  it('does not call to pay what is on its way', async () => {
    fake.answer('Invoices', invoicesAnswer([row(1, { status: 'PENDING' }), row(2)]));
    await openAt('/finanse');
    const groups = within(await list()).getAllByRole('rowgroup');
    expect(textOf(groups[1])).toMatch(/^Do zapłaty i w toku/);
  });

  it('says what is owed above it', async () => {
    await openAt('/finanse');
    expect(await screen.findByText(/termin minął 15 marca 2026/)).toBeTruthy();
  });

  it('bears a missing due date and period, a name without end and a number without spaces', async () => {
    const number = 'X'.repeat(150);
    fake.answer(
      'Invoices',
      invoicesAnswer([
        row(1, { number, dueDate: null, periodFrom: null, periodTo: null, kind: 'INTEREST_NOTE' }),
      ]),
    );
    await openAt('/finanse');
    const shown = await screen.findByRole('row', { name: new RegExp(number) });
    expect(textOf(shown)).toContain(`${number}Nota odsetkowa30 listopada 2025–Zapłacono`);
  });

  it('names the points only where there are several', async () => {
    await openAt('/finanse');
    expect(textOf(await list())).not.toContain('Domek letni');
    fake.answer('InvoicePoints', pointsAnswer(2));
    await reload();
    await waitFor(async () => expect(textOf(await list())).toContain('Domek letni'));
  });

  it('names a few of many points and counts the others', async () => {
    const points = Array.from({ length: 40 }, (_, n) => ({
      ...row(1).consumptionPoints[0]!,
      id: `p${n}`,
      label: `Sklep ${n + 1}`,
    }));
    const three = { number: 'FV/3', consumptionPoints: points.slice(0, 3) };
    fake.answer('Invoices', invoicesAnswer([row(1, { consumptionPoints: points }), row(2, three)]));
    fake.answer('InvoicePoints', pointsAnswer(2));
    await openAt('/finanse');
    await waitFor(async () => expect(textOf(await list())).toContain('40 punktów poboru'));
    expect(textOf(screen.getByRole('row', { name: /FV\/3/ }))).toContain('Sklep 1Sklep 2Sklep 3');
    expect(textOf(await list())).not.toContain('Sklep 4');
  });

  it('holds its place with a skeleton', async () => {
    fake.answer('Invoices', () => fake.never());
    fake.answer('Balance', () => fake.never());
    await openAt('/finanse');
    expect(await screen.findAllByRole('status', { name: 'Wczytywanie' })).toHaveLength(2);
  });

  it('says when there are no documents at all, and that nothing need be done', async () => {
    fake.answer('Invoices', invoicesAnswer([]));
    await openAt('/finanse');
    expect(await screen.findByText('Nie masz jeszcze żadnych dokumentów.')).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Wyczyść filtry' })).toBeNull();
  });

  it('says when it could not be loaded, and tries again', async () => {
    fake.answer('Invoices', new Error('offline'));
    const user = await openAt('/finanse');
    await screen.findByRole('alert');
    fake.answer('Invoices', invoicesAnswer(rows(3)));
    await user.click(screen.getByRole('button', { name: 'Spróbuj ponownie' }));
    await list();
    expect(screen.queryByRole('alert')).toBeNull();
    expect(document.activeElement).toBe(screen.getByRole('region', { name: 'Dokumenty' }));
  });

  it('asks anew for another customer', async () => {
    await openAt('/finanse');
    await list();
    const theirs = (number: string) => ({ number, kind: 'PERSON' as const, name: 'Firma' });
    fake.answer('Invoices', invoicesAnswer([row(9, { number: 'INNY/1' })]));
    fake.session({ customer: { id: 'c2', ...theirs('K-2') } });
    expect(await screen.findByRole('link', { name: 'INNY/1' })).toBeTruthy();
    expect(screen.queryByRole('link', { name: 'FV2026/02/150' })).toBeNull();
  });
});

describe('filters', () => {
  it('come from the address, and the panel is open where one is set', async () => {
    fake.answer('InvoicePoints', pointsAnswer(2));
    await openAt(
      '/finanse?q=FV&status=DUE&status=OVERDUE&kind=FORECAST&from=2026-01-01&to=2026-12-31&point=p2',
    );
    await screen.findByRole('option', { name: 'Domek letni', selected: true });
    expect(lastAsked('Invoices')).toMatchObject({
      filter: {
        search: 'FV',
        status: ['OVERDUE', 'DUE'],
        kind: ['FORECAST'],
        issuedFrom: '2026-01-01',
        issuedTo: '2026-12-31',
        consumptionPointId: 'p2',
      },
    });
    expect(screen.getByRole('checkbox', { name: 'Po terminie', checked: true })).toBeTruthy();
    expect(screen.getByRole('searchbox')).toHaveProperty('value', 'FV');
    expect(screen.getByRole('button', { name: /\(filtry: 5\)/, expanded: true })).toBeTruthy();
  });

  it('that make no sense are as if they were not there', async () => {
    await openAt('/finanse?status=NIE&kind=%00&from=2026-02-31&to=jutro&order=LOSOWO&show=-7');
    await list();
    expect(lastAsked('Invoices')).toEqual({ filter: {}, orderBy: 'OPEN_FIRST', first: 20, after: null });
  });

  it('go to the address when pressed, and Back takes them away', async () => {
    const user = await openAt('/finanse');
    await openFilters(user);
    await user.click(screen.getByRole('checkbox', { name: 'Do zapłaty' }));
    expect(address()).toBe('/finanse?status=DUE');
    await screen.findByText('1 dokument');
    await user.click(screen.getByRole('checkbox', { name: 'Faktura końcowa' }));
    expect(address()).toBe('/finanse?status=DUE&kind=FINAL');
    history.back();
    await waitFor(() => expect(address()).toBe('/finanse?status=DUE'));
    expect(screen.getByRole('checkbox', { name: 'Faktura końcowa', checked: false })).toBeTruthy();
    history.back();
    await screen.findByText('3 dokumenty');
  });

  it('sort the list', async () => {
    const user = await openAt('/finanse');
    await openFilters(user);
    await user.selectOptions(screen.getByRole('combobox', { name: 'Kolejność' }), 'Od największej kwoty');
    expect(address()).toBe('/finanse?order=AMOUNT');
    await waitFor(() => expect(lastAsked('Invoices')).toMatchObject({ orderBy: 'AMOUNT' }));
    await waitFor(async () => expect(textOf(await list())).not.toContain('Historia'));
  });

  it('offer points only where there are several', async () => {
    fake.answer('InvoicePoints', pointsAnswer(2));
    const user = await openAt('/finanse');
    await openFilters(user);
    await user.selectOptions(await screen.findByRole('combobox', { name: 'Punkt poboru' }), 'Domek letni');
    expect(address()).toBe('/finanse?point=p2');
  });

  it('take a period, and say at the field when it runs backwards', async () => {
    const user = await openAt('/finanse');
    await openFilters(user);
    await user.type(screen.getByLabelText('Od'), '2026-03-01');
    await waitFor(() => expect(address()).toBe('/finanse?from=2026-03-01'));
    await user.type(screen.getByLabelText('Do'), '2026-02-01');
    expect(textOf(await screen.findByRole('alert'))).toContain('późniejsza');
    expect(screen.getByLabelText('Od').getAttribute('aria-invalid')).toBe('true');
  });

  it('that fit nothing say so and can be cleared', async () => {
    const user = await openAt('/finanse?q=nie-ma-takiego&status=DUE');
    await screen.findByText('Żaden dokument nie pasuje do tego wyszukiwania.');
    await user.click(screen.getByRole('button', { name: 'Wyczyść filtry' }));
    expect(address()).toBe('/finanse');
    await screen.findByText('3 dokumenty');
    expect(screen.getByRole('searchbox')).toHaveProperty('value', '');
    expect(document.activeElement).toBe(screen.getByRole('region', { name: 'Dokumenty' }));
  });
});

describe('the search', () => {
  it('waits for a pause, keeps the focus, and keeps the list until the new one is there', async () => {
    const user = await openAt('/finanse');
    await list();
    const answer = promised<ReturnType<ReturnType<typeof invoicesAnswer>>>();
    fake.answer('Invoices', () => answer.promise);
    const field = screen.getByRole('searchbox', { name: 'Szukaj po numerze lub kwocie' });
    const before = fake.asked.length;
    await user.type(field, 'P/2026');
    await waitFor(() => expect(address()).toBe('/finanse?q=P%2F2026'));
    expect(fake.asked).toHaveLength(before + 1);
    expect(await links()).toHaveLength(3);
    answer.keep(invoicesAnswer(rows(3))({ filter: { search: 'P/2026' }, first: 20 }));
    await waitFor(async () => expect(await links()).toHaveLength(1));
    expect(document.activeElement).toBe(field);
    expect(field).toHaveProperty('value', 'P/2026');
    await screen.findByText('1 dokument');
  });

  it('starts at once on Enter', async () => {
    const user = await openAt('/finanse');
    await user.type(await screen.findByRole('searchbox'), '150{Enter}');
    expect(address()).toBe('/finanse?q=150');
  });

  it('loses no letter and no space to a slow answer', async () => {
    const user = await openAt('/finanse');
    const field = await screen.findByRole('searchbox');
    await user.type(field, 'FV ');
    await waitFor(() => expect(address()).toBe('/finanse?q=FV'));
    await user.type(field, '2026');
    expect(field).toHaveProperty('value', 'FV 2026');
    await waitFor(() => expect(address()).toBe('/finanse?q=FV+2026'));
  });

  it('is one step of history, not one for every letter', async () => {
    const user = await openAt('/finanse');
    const field = await screen.findByRole('searchbox');
    await user.type(field, 'F');
    await waitFor(() => expect(address()).toBe('/finanse?q=F'));
    await user.type(field, 'V');
    await waitFor(() => expect(address()).toBe('/finanse?q=FV'));
    history.back();
    await waitFor(() => expect(address()).toBe('/finanse'));
    expect(field).toHaveProperty('value', '');
  });

  it('shows the answer to the last question, whichever comes last', async () => {
    const user = await openAt('/finanse');
    await list();
    const slow = promised<ReturnType<ReturnType<typeof invoicesAnswer>>>();
    const all = invoicesAnswer(rows(3));
    fake.answer('Invoices', (variables) =>
      JSON.stringify(variables).includes('"P"') ? slow.promise : all(variables),
    );
    const field = screen.getByRole('searchbox');
    await user.type(field, 'P{Enter}');
    await user.clear(field);
    await user.type(field, '150{Enter}');
    await screen.findByText('1 dokument');
    slow.keep(all({ filter: { search: 'P' }, first: 20 }));
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect((await links())[0]!.textContent).toBe('FV2026/02/150');
  });
});

describe('show more', () => {
  beforeEach(() => fake.answer('Invoices', invoicesAnswer(rows(55))));

  it('adds documents, keeps the address, and reads on at the first new one', async () => {
    const user = await openAt('/finanse');
    await screen.findByText('55 dokumentów, pokazano 20');
    await user.click(screen.getByRole('button', { name: 'Pokaż więcej (zostało 35)' }));
    await screen.findByText('55 dokumentów, pokazano 40');
    expect(address()).toBe('/finanse?show=40');
    await waitFor(async () => expect(document.activeElement).toBe((await links())[20]));
    expect(fake.asked.filter(({ operation }) => operation === 'Invoices')).toHaveLength(2);
    await user.click(screen.getByRole('button', { name: 'Pokaż więcej (zostało 15)' }));
    await screen.findByText('55 dokumentów');
    expect(screen.queryByRole('button', { name: /Pokaż więcej/ })).toBeNull();
  });

  it('shows the same after a reload or from a shared link', async () => {
    await openAt('/finanse?show=40');
    await screen.findByText('55 dokumentów, pokazano 40');
    await reload();
    await screen.findByText('55 dokumentów, pokazano 40');
    expect(await links()).toHaveLength(40);
  });

  it('shows the same from a bookmark with the former names of parameters, and writes the new ones', async () => {
    const user = await openAt('/finanse?pokaz=40&wybrane=i1');
    await screen.findByText('55 dokumentów, pokazano 40');
    const selected = await screen.findByRole('checkbox', { name: /FV2026\/02\/150/ });
    expect((selected as HTMLInputElement).checked).toBe(true);
    await user.click(screen.getByRole('checkbox', { name: /FV2025\/003/ }));
    expect(address()).toBe('/finanse?show=40&selected=i1.i3');
  });

  it('is still there on coming back from a document, at once', async () => {
    const user = await openAt('/finanse?show=40');
    await screen.findByText('55 dokumentów, pokazano 40');
    await user.click((await links())[30]!);
    await screen.findByRole('heading', { level: 1, name: /FV2026/ });
    fake.answer('Invoices', () => fake.never());
    history.back();
    await screen.findByText('55 dokumentów, pokazano 40');
  });

  it('begins anew when the filters change', async () => {
    const user = await openAt('/finanse?show=40');
    await openFilters(user);
    await user.click(screen.getByRole('checkbox', { name: 'Zapłacono' }));
    expect(address()).toBe('/finanse?status=PAID');
  });

  it('bears five hundred documents in few requests', async () => {
    fake.answer('Invoices', invoicesAnswer(rows(500)));
    await openAt('/finanse?show=487');
    // By their addresses: asking 500 rows for roles takes seconds.
    await waitFor(() => expect(document.querySelectorAll('th a')).toHaveLength(500), { timeout: 30_000 });
    const firsts = fake.asked.filter(({ operation }) => operation === 'Invoices');
    expect(firsts.map(({ variables }) => variables.first)).toEqual([20, 20, 60, 100, 100, 100, 100]);
  }, 60_000);

  it('says when more could not be loaded, and keeps what is there', async () => {
    const user = await openAt('/finanse');
    await screen.findByText('55 dokumentów, pokazano 20');
    fake.answer('Invoices', new Error('offline'));
    await user.click(screen.getByRole('button', { name: /Pokaż więcej/ }));
    await screen.findByRole('alert');
    expect(await links()).toHaveLength(20);
    fake.answer('Invoices', invoicesAnswer(rows(55)));
    await user.click(screen.getByRole('button', { name: 'Spróbuj ponownie' }));
    await screen.findByText('55 dokumentów, pokazano 40');
  });
});

describe('files of what is listed', () => {
  const hrefOf = (name: string) => screen.getByRole('link', { name }).getAttribute('href');

  it('keep to the filters and the order, not to what is shown', async () => {
    const filters = 'status=OVERDUE&status=DUE&kind=FINAL&from=2026-01-01&point=p1&q=fv%202026';
    expect(filesAddress('zip', readSearch(`${filters}&order=AMOUNT&show=40`))).toBe(
      '/files/invoices.zip?customerId=c1&orderBy=AMOUNT&search=fv+2026&status=OVERDUE&status=DUE&kind=FINAL&issuedFrom=2026-01-01&consumptionPointId=p1',
    );
    await openAt('/finanse?order=AMOUNT&show=40');
    await screen.findByRole('link', { name: 'Pobierz listę (CSV)' });
    expect(hrefOf('Pobierz listę (CSV)')).toBe('/files/invoices.csv?customerId=c1&orderBy=AMOUNT');
    expect(hrefOf('Pobierz dokumenty (ZIP)')).toBe('/files/invoices.zip?customerId=c1&orderBy=AMOUNT');
  });

  it('are no archive where there are more documents than one takes', async () => {
    fake.answer('Invoices', invoicesAnswer(rows(101)));
    await openAt('/finanse');
    await screen.findByText(/najwyżej 100, zawęź filtry/);
    expect(hrefOf('Pobierz listę (CSV)')).toBe('/files/invoices.csv?customerId=c1&orderBy=OPEN_FIRST');
    expect(screen.queryByRole('link', { name: 'Pobierz dokumenty (ZIP)' })).toBeNull();
  });
});
