// Consumption points as customers see them, on the shell's fake.
import { navigate } from '@ebok/shell';
import { fake } from '@ebok/shell/fake';
import { close, eachBeginsWith, lastAsked, open as openPart, textOf } from '@ebok/shell/testing';
import { screen, within } from '@testing-library/dom';
import userEvent from '@testing-library/user-event';
import { mount, unmount } from '../lifecycle';
import { meterAnswer } from '../meter-reading/fixtures';
import { documents, facts, invoice, listed, pointAnswer, pointList } from './fixtures';
import texts from './texts/pl.json';

const POINT = '/dane/punkty/p1';
let copied: string[];

eachBeginsWith(() => {
  answerPoints(1);
  fake.answer('Point', pointAnswer());
  fake.answer('MeterReading', ({ id }) => meterAnswer(String(id)));
  fake.answer('PointDocuments', ({ id }) => documents(String(id), []));
});

function answerPoints(count: number, change: (n: number) => object = () => ({})) {
  const all = Array.from({ length: count }, (_, n) => listed(n + 1, change(n + 1)));
  fake.answer('PointList', (variables) => pointList(all, variables));
}
async function open(path = '/dane/punkty') {
  const user = userEvent.setup();
  copied = [];
  jest.spyOn(navigator.clipboard, 'writeText').mockImplementation(async (text) => void copied.push(text));
  await openPart({ mount, unmount }, path);
  return user;
}
const region = (name: string) => screen.findByRole('region', { name });
const names = () => screen.queryAllByRole('heading', { level: 2 }).map((heading) => heading.textContent);
/** Longer than the pause after the last letter. */
const pause = () => new Promise((resolve) => setTimeout(resolve, 350));
const fact = (element: Element, name: string) => {
  const term = [...element.querySelectorAll('dt')].find((dt) => dt.textContent === name);
  return term ? textOf(term.nextElementSibling!).trim() : undefined;
};
const headline = (name: string) => screen.findByRole('heading', { level: 1, name });

describe('the list', () => {
  it('tells points apart and leads to each', async () => {
    await open();
    const link = await screen.findByRole('link', { name: 'ul. Łąkowa 1, 00-001 Warszawa' });
    expect(link.getAttribute('href')).toBe('/dane/punkty/p1');
    const card = link.closest('li')!;
    expect(fact(card, 'Numer PPE')).toBe('590 543 500 000 000 001');
    expect(fact(card, 'Numer licznika')).toBe('M-1');
    expect(fact(card, 'Taryfa')).toBe('G12');
    // The label is the address.
    expect(fact(card, 'Adres')).toBeUndefined();
    expect(screen.queryByRole('searchbox')).toBeNull();
    expect(document.title).toBe('Punkty poboru');
    expect(screen.getByRole('link', { name: 'Punkty poboru' }).getAttribute('aria-current')).toBe('page');
  });

  it('shows the address of a point with a name, marks producers, and has ended contracts last', async () => {
    answerPoints(2, (n) =>
      n === 1 ? { label: 'Domek', ownLabel: 'Domek', contractTo: '2020-12-31' } : { producer: true },
    );
    await open();
    await screen.findByText('2 punkty');
    expect(names()).toEqual(['ul. Łąkowa 2, 00-001 Warszawa', 'Domek']);
    screen.getByText('Oddajesz energię do sieci');
    const card = screen.getByRole('heading', { name: 'Domek' }).closest('li')!;
    within(card).getByText('Umowa zakończona');
    expect(fact(card, 'Adres')).toBe('ul. Łąkowa 100-001 Warszawa');
  });

  it('of 300 points asks for ten, and for one by typing', async () => {
    answerPoints(300);
    const user = await open();
    await screen.findByText('300 punktów, pokazano 10');
    expect(lastAsked('PointList')).toEqual({ search: null, first: 10, after: null });

    await user.click(screen.getByRole('button', { name: 'Pokaż więcej (zostało 290)' }));
    await screen.findByText('300 punktów, pokazano 50');
    expect(lastAsked('PointList')).toEqual({ search: null, first: 40, after: '10' });
    expect(location.search).toBe('?show=50');
    expect(document.activeElement?.querySelector('h2')?.textContent).toBe('ul. Łąkowa 11, 00-001 Warszawa');

    await user.type(screen.getByRole('searchbox'), ' M-277 ');
    await screen.findByText('1 punkt');
    expect(location.search).toBe('?q=M-277');
    expect(names()).toEqual(['ul. Łąkowa 277, 00-001 Warszawa']);
    expect(screen.getByRole<HTMLInputElement>('searchbox').value).toBe(' M-277 ');
    history.replaceState(null, '', '/dane/punkty?q=M-42');
    dispatchEvent(new PopStateEvent('popstate'));
    await screen.findByDisplayValue('M-42');
    await screen.findByText('ul. Łąkowa 42, 00-001 Warszawa');
  });

  it('reads as many pages as a shared link shows', async () => {
    answerPoints(300);
    await open('/dane/punkty?show=210');
    await screen.findByText('300 punktów, pokazano 210');
    expect(fake.asked.map(({ variables }) => variables['first'])).toEqual([100, 100, 10]);
  });

  it('opens at the search of the address, and clearing it shows all points again', async () => {
    answerPoints(40);
    const user = await open('/dane/punkty?q=nie+ma&show=x');
    await screen.findByText('Żaden punkt nie pasuje do tego wyszukiwania.');
    expect((await screen.findByRole<HTMLInputElement>('searchbox')).value).toBe('nie ma');
    await user.click(screen.getByRole('button', { name: 'Wyczyść wyszukiwanie' }));
    await screen.findByText('40 punktów, pokazano 10');
    expect(location.search).toBe('');
    expect(document.activeElement).toBe(screen.getByRole('searchbox'));
  });

  it('shows the answer to what was typed last, in whatever order answers come', async () => {
    answerPoints(40);
    const user = await open();
    await screen.findByText('40 punktów, pokazano 10');
    const all = Array.from({ length: 40 }, (_, n) => listed(n + 1));
    fake.answer('PointList', async (variables) => {
      if (variables['search'] === 'M-1') await new Promise((resolve) => setTimeout(resolve, 600));
      return pointList(all, variables);
    });
    await user.type(screen.getByRole('searchbox'), 'M-1');
    await pause();
    await user.type(screen.getByRole('searchbox'), '7');
    await screen.findByText('1 punkt');
    await new Promise((resolve) => setTimeout(resolve, 700));
    screen.getByText('1 punkt');
    expect(names()).toEqual(['ul. Łąkowa 17, 00-001 Warszawa']);
  });

  it('does not pull anybody back who leaves while a search is being typed', async () => {
    answerPoints(40);
    const user = await open();
    await user.type(await screen.findByRole('searchbox'), '17');
    navigate('/finanse');
    await close();
    await pause();
    expect(location.pathname).toBe('/finanse');
  });

  it('says that there are none yet', async () => {
    answerPoints(0);
    await open();
    await screen.findByText('Nie masz jeszcze żadnego punktu poboru.');
    expect(screen.queryByRole('searchbox')).toBeNull();
  });

  it('says when it failed, also while points are shown, and tries again', async () => {
    fake.answer('PointList', fake.error('INTERNAL', { reference: 'r-17' }));
    const user = await open();
    expect(textOf(await screen.findByRole('alert'))).toContain('r-17');
    answerPoints(12);
    await user.click(screen.getByRole('button', { name: 'Spróbuj ponownie' }));
    await screen.findByText('12 punktów, pokazano 10');
    fake.answer('PointList', new Error('offline'));
    await user.click(screen.getByRole('button', { name: 'Pokaż więcej (zostało 2)' }));
    await screen.findByRole('alert');
    expect(names()).toHaveLength(10);
    answerPoints(12);
    await user.click(screen.getByRole('button', { name: 'Spróbuj ponownie' }));
    await screen.findByText('12 punktów');
    expect(names()).toHaveLength(12);
  });
});

describe('a point', () => {
  it('has all that is known of it', async () => {
    const user = await open(POINT);
    await headline('ul. Łąkowa 1, 00-001 Warszawa');
    expect(document.title).toBe('ul. Łąkowa 1, 00-001 Warszawa');
    const about = await region('Dane punktu');
    for (const [name, value] of [
      ['Adres', 'ul. Łąkowa 100-001 Warszawa'],
      ['Numer licznika', 'M-1'],
      ['Taryfa', 'G12 Dwie ceny energii: wyższa w dzień, niższa w nocy.'],
      ['Moc umowna', '12,5 kW'],
      ['Umowa', 'od 1 stycznia 2020'],
    ] as const)
      expect([name, fact(about, name)]).toEqual([name, value]);
    await user.click(within(about).getByRole('button', { name: 'Kopiuj numer PPE 590543500000000001' }));
    expect(copied).toEqual(['590543500000000001']);
    const grid = await region('Dystrybutor');
    expect(fact(grid, 'Właściciel sieci i licznika')).toBe('PGE Dystrybucja S.A.');
    const call = within(grid).getByRole('link', { name: '991' });
    expect(call.getAttribute('href')).toBe('tel:991');
    const site = within(grid).getByRole('link', { name: /^Strona dystrybutora/ });
    expect([site.getAttribute('href'), site.getAttribute('rel')]).toEqual([
      'https://pgedystrybucja.pl',
      'noopener noreferrer',
    ]);
    expect(screen.getByRole('link', { name: 'Zobacz zużycie w tym punkcie' }).getAttribute('href')).toBe(
      '/zuzycie?point=p1',
    );
    expect(lastAsked('Point')).toEqual({ id: 'p1', language: 'PL' });
    const section = screen.getByRole('navigation', { name: 'Strony działu Twoje dane' });
    expect(within(section).getByRole('link', { name: 'Punkty poboru' }).getAttribute('aria-current')).toBe(
      'true',
    );
  });

  it('leaves out what billing does not say, and guesses no distributor', async () => {
    const bare = { meterNumber: null, tariff: null, tariffDescription: null, contractedPowerKw: null };
    const unknown = { distributor: 'Sieć Miejska S.A.', distributorContact: null };
    fake.answer('Point', pointAnswer({ ...bare, ...unknown, contractFrom: null }));
    await open(POINT);
    const about = await region('Dane punktu');
    expect([...about.querySelectorAll('dt')].map((dt) => dt.textContent)).toEqual(['Adres', 'Numer PPE']);
    const grid = await region('Dystrybutor');
    expect(fact(grid, 'Właściciel sieci i licznika')).toBe('Sieć Miejska S.A.');
    expect(within(grid).queryByRole('link')).toBeNull();
    await close();
    fake.answer('Point', pointAnswer({ distributor: null, distributorContact: null }));
    await open(POINT);
    await region('Dane punktu');
    expect(screen.queryByRole('region', { name: 'Dystrybutor' })).toBeNull();
  });

  it('leads to its documents, in the states that Finance gives them', async () => {
    fake.answer('PointDocuments', ({ id }) =>
      documents(
        String(id),
        [
          invoice(150, { status: 'PENDING' }),
          invoice(149, { status: 'PENDING', outstanding: '53.63' }),
          invoice(148, { gross: '-53.63' }),
        ],
        24,
      ),
    );
    await open(POINT);
    const section = await region('Ostatnie dokumenty');
    const link = await within(section).findByRole('link', { name: 'Faktura rozliczeniowa FV2026/02/150' });
    expect(link.getAttribute('href')).toBe('/finanse/i150');
    const states = [...section.querySelectorAll('.badge')].map(({ textContent }) => textContent.trim());
    expect(states).toEqual(['Opłacono, księgujemy', 'Płatność w toku', 'Rozliczono']);
    const all = within(section).getByRole('link', { name: 'Wszystkie dokumenty tego punktu (24)' });
    expect(all.getAttribute('href')).toBe('/finanse?point=p1');
  });

  it('stays when only its documents failed', async () => {
    fake.answer('PointDocuments', new Error('offline'));
    const user = await open(POINT);
    const section = await region('Ostatnie dokumenty');
    await within(section).findByRole('alert');
    await region('Dane punktu');
    fake.answer('PointDocuments', documents('p1', [invoice(150)]));
    await user.click(within(section).getByRole('button', { name: 'Spróbuj ponownie' }));
    await within(section).findByRole('link', { name: /FV2026\/02\/150/ });
  });

  it('that does not exist, or is of another customer, leads back to the list', async () => {
    fake.answer('Point', fake.error('NOT_FOUND'));
    await open('/dane/punkty/x%2Fy');
    await headline('Nie ma takiej strony');
    expect(lastAsked('Point')).toMatchObject({ id: 'x/y' });
    const back = screen.getByRole('link', { name: 'Przejdź do swoich danych' });
    expect(back.getAttribute('href')).toBe('/dane/punkty');
  });

  it('says when it failed, and tries again', async () => {
    fake.answer('Point', fake.error('INTERNAL', { reference: 'r-18' }));
    const user = await open(POINT);
    expect(textOf(await screen.findByRole('alert'))).toContain('r-18');
    fake.answer('Point', pointAnswer());
    await user.click(screen.getByRole('button', { name: 'Spróbuj ponownie' }));
    await region('Dane punktu');
  });
});

describe('the name of a point', () => {
  const field = () => screen.getByRole<HTMLInputElement>('textbox', { name: 'Twoja nazwa tego punktu' });
  function answerLabel() {
    fake.answer('LabelPoint', ({ id, label }) => {
      const ownLabel = String(label).trim() || null;
      const { label: address } = facts(1);
      return {
        __typename: 'Mutation',
        labelConsumptionPoint: {
          __typename: 'ConsumptionPoint',
          id,
          ownLabel,
          label: ownLabel ?? address,
        },
      };
    });
  }

  it('is changed in its place, and an empty one brings the address back', async () => {
    answerLabel();
    const user = await open(POINT);
    await user.click(await screen.findByRole('button', { name: 'Zmień nazwę' }));
    expect([document.activeElement, field().value]).toEqual([field(), '']);
    await user.type(field(), 'Domek{Enter}');
    await headline('Domek');
    expect(lastAsked('LabelPoint')).toEqual({ id: 'p1', label: 'Domek' });
    expect(document.title).toBe('Domek');
    expect(fake.notices).toEqual([{ text: 'Nazwa zapisana', kind: 'success' }]);
    const change = screen.getByRole('button', { name: 'Zmień nazwę' });
    expect(document.activeElement).toBe(change);
    await user.click(change);
    expect(field().value).toBe('Domek');
    await user.clear(field());
    await user.click(screen.getByRole('button', { name: 'Zapisz' }));
    await headline('ul. Łąkowa 1, 00-001 Warszawa');
  });

  it('stays as it was when the change is given up', async () => {
    const user = await open(POINT);
    for (const giveUp of [
      () => user.keyboard('{Escape}'),
      () => user.click(screen.getByRole('button', { name: 'Anuluj' })),
    ]) {
      await user.click(await screen.findByRole('button', { name: 'Zmień nazwę' }));
      await user.type(field(), 'Inny');
      await giveUp();
      expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Zmień nazwę' }));
    }
    expect(lastAsked('LabelPoint')).toBeUndefined();
    await headline('ul. Łąkowa 1, 00-001 Warszawa');
  });

  it('keeps what was typed where it is too long, or could not be saved', async () => {
    const user = await open(POINT);
    await user.click(await screen.findByRole('button', { name: 'Zmień nazwę' }));
    await user.click(field());
    await user.paste('ż'.repeat(101));
    await user.keyboard('{Enter}');
    screen.getByText('Ta nazwa jest za długa: najwyżej 100 znaków. Skróć ją.');
    expect([document.activeElement, field().getAttribute('aria-invalid')]).toEqual([field(), 'true']);
    fake.answer('LabelPoint', new Error('offline'));
    await user.clear(field());
    await user.type(field(), 'Domek{Enter}');
    await screen.findByText('Nie udało się zapisać nazwy. Spróbuj jeszcze raz.');
    expect(field().value).toBe('Domek');
    answerLabel();
    await user.keyboard('{Enter}');
    await headline('Domek');
  });

  it('is not for users who may only look', async () => {
    fake.session({ role: 'VIEW' });
    await open(POINT);
    await region('Dane punktu');
    expect(screen.queryByRole('button', { name: 'Zmień nazwę' })).toBeNull();
    expect(screen.queryByRole('link', { name: 'Napisz w sprawie tego punktu' })).toBeNull();
  });
});

it.each([
  ['pl', 'Punkty poboru', '40 punktów, pokazano 10', 'Dane punktu', 'Moc umowna'],
  ['en', 'Supply points', '40 points, 10 shown', 'About this point', 'Contracted power'],
  ['uk', 'Точки споживання', '40 точок, показано 10', 'Дані точки', 'Договірна потужність'],
] as const)('speak %s', async (language, title, count, about, power) => {
  fake.language(language);
  answerPoints(40);
  await open();
  await screen.findByText(count);
  await headline(title);
  await close();
  const user = await open(POINT);
  const found = await region(about);
  within(found).getByText(power);
  await user.click(document.querySelector('.ebok-profile__name button')!);
  // No key is shown instead of its text.
  const said = textOf(document.body);
  expect(Object.keys(texts).filter((key) => said.includes(key))).toEqual([]);
  expect(said).not.toMatch(/\{\w+\}/);
});
