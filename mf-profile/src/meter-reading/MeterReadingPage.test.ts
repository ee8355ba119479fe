// Readings of a meter as customers see and give them, on the shell's fake.
import { fake } from '@ebok/shell/fake';
import {
  close,
  eachBeginsWith,
  fakeUploads,
  lastAsked,
  open as openPart,
  requests,
  textOf,
} from '@ebok/shell/testing';
import { screen, waitFor, within } from '@testing-library/dom';
import userEvent from '@testing-library/user-event';
import { mount, unmount } from '../lifecycle';
import { documents, pointAnswer } from '../points/fixtures';
import { meterAnswer, refused, submitted, taken, zone } from './fixtures';
import type { MeterReadingsFragment } from './generated/graphql';
import texts from './texts/pl.json';

/** Each test has a point of its own, because what is typed outlives the page. */
let point: string;
let tests = 0;
const FORM = () => `/dane/punkty/${point}/odczyt`;

function answerMeter(change: Partial<MeterReadingsFragment> = {}) {
  fake.answer('MeterReading', ({ id }) => meterAnswer(String(id), change));
}
eachBeginsWith(() => {
  point = `p${++tests}`;
  fakeUploads();
  answerMeter();
  fake.answer('SubmitMeterReading', taken);
  fake.answer('Point', pointAnswer({ id: point }));
  fake.answer('PointDocuments', ({ id }) => documents(String(id), []));
});

async function openForm() {
  await openPart({ mount, unmount }, FORM());
  await screen.findByRole('form', { name: 'Podaj stan licznika' });
  return userEvent.setup();
}
async function card() {
  await openPart({ mount, unmount }, `/dane/punkty/${point}`);
  const found = await screen.findByRole('region', { name: 'Odczyt licznika' });
  await waitFor(() => expect(within(found).queryByRole('status')).toBeNull());
  return found;
}
const field = (name: string | RegExp) => screen.getByLabelText<HTMLInputElement>(name);
const send = () => screen.getByRole('button', { name: 'Przekaż odczyt' });
const sends = () => fake.asked.filter(({ operation }) => operation === 'SubmitMeterReading');
const photo = (name: string) => new File(['x'], name, { type: 'image/jpeg' });
/** Vue draws what a request reports a moment later. */
const after = async (step: () => void) => {
  step();
  await new Promise((resolve) => setTimeout(resolve, 20));
};
const giveLink = (inside: HTMLElement) => within(inside).queryByRole('link', { name: 'Podaj stan licznika' });

describe('the card of a point', () => {
  it('has the last reading with its day and origin, and leads to the form', async () => {
    const found = await card();
    expect(textOf(found)).toContain('Ostatni odczyt1020 kWh28 lutego 2026, odczyt z faktury');
    expect(giveLink(found)?.getAttribute('href')).toBe(FORM());
    expect(within(found).queryByRole('heading', { name: 'Podane odczyty' })).toBeNull();
  });

  it('names zones, also one without a reading and one that it does not know', async () => {
    answerMeter({ zones: [zone('dzienna', 5000), zone('nocna', null), zone('Strefa X', 7.5)] });
    const found = textOf(await card());
    expect(found).toContain('Strefa dzienna5000 kWh');
    expect(found).toContain('Strefa nocnanie znamy odczytu');
    expect(found).toContain('Strefa X7,5 kWh');
  });

  it('says how each submitted reading stands, with what the retailer said and the way to its request', async () => {
    const values = [
      { __typename: 'ZoneReading', zone: 'dzienna', kwh: 5100 } as const,
      { __typename: 'ZoneReading', zone: 'nocna', kwh: 1200 } as const,
    ];
    answerMeter({
      submitted: [
        submitted({ id: 't4', values, submittedAt: '2024-03-14T10:00:00Z' }),
        submitted({ id: 't3', state: 'REFUSED', note: 'zdjęcie jest nieczytelne.' }),
        submitted({ id: 't2', state: 'ACCEPTED', note: 'Rozliczymy go w grudniu.' }),
        submitted({ id: 't1', state: 'REFUSED' }),
        submitted({ id: 't0', state: 'CLOSED', note: 'Zadzwonimy.' }),
      ],
    });
    const found = await card();
    const [first, second, ...earlier] = within(found)
      .getAllByRole('link', { name: 'Zgłoszenie Z/1' })
      .map((link) => textOf(link.closest('li')!));
    expect(first).toContain('Przekazany: 14 marca 2024. Czekamy na odpowiedź.');
    expect(first).toContain('Strefa dzienna: 5100 kWhStrefa nocna: 1200 kWh');
    expect(second).toContain('Odrzucony, bo: zdjęcie jest nieczytelne.');
    expect(second).toContain('1030 kWh');
    within(found).getByText('Wcześniejsze odczyty (3)');
    expect(earlier[0]).toContain('Przyjęty. Uwzględnimy go w rozliczeniu.Rozliczymy go w grudniu.');
    expect(earlier[1]).toContain('Powód znajdziesz w zgłoszeniu.');
    expect(earlier[2]).toContain('Zakończony bez wyniku. Odczyt można podać jeszcze raz.Zadzwonimy.');
    const [link] = within(found).getAllByRole('link', { name: 'Zgłoszenie Z/1' });
    expect(link!.getAttribute('href')).toBe('/kontakt/t1');
  });

  it('says of a meter that is read remotely where its use is, and asks for nothing', async () => {
    answerMeter({ remote: true, earliestDay: null, latestDay: null, zones: [zone('całodobowa', null)] });
    const found = await card();
    expect(textOf(found)).toContain('Ten licznik jest odczytywany zdalnie');
    expect(textOf(found)).not.toContain('Nie znamy jeszcze');
    const use = within(found).getByRole('link', { name: 'Zobacz zużycie' });
    expect(use.getAttribute('href')).toBe(`/zuzycie?point=${point}`);
    expect(giveLink(found)).toBeNull();
  });

  it('makes sense where nothing is known, and where the contract is over', async () => {
    answerMeter({ earliestDay: null, latestDay: null, zones: [zone('całodobowa', null)] });
    const found = await card();
    expect(textOf(found)).toContain('Nie znamy jeszcze żadnego odczytu tego licznika.');
    expect(textOf(found)).toContain('umowa nie obejmuje tych dni');
    expect(giveLink(found)).toBeNull();
  });

  it('offers nothing to whoever may only look', async () => {
    fake.session({ role: 'VIEW' });
    expect(giveLink(await card())).toBeNull();
    await close();
    document.body.replaceChildren();
    await openPart({ mount, unmount }, FORM());
    await screen.findByText(/Możesz tylko przeglądać/);
    expect(screen.queryByRole('form')).toBeNull();
  });

  it('fails alone, and tries again', async () => {
    fake.answer('MeterReading', fake.error('INTERNAL', { reference: 'r-9' }));
    const found = await card();
    expect(textOf(within(found).getByRole('alert'))).toContain('r-9');
    await screen.findByRole('region', { name: 'Dane punktu' });
    answerMeter();
    await userEvent.setup().click(within(found).getByRole('button', { name: 'Spróbuj ponownie' }));
    await within(found).findByText(/1020/);
  });
});

describe('the form', () => {
  it('is of today, shows the previous reading, and sends whole kilowatt-hours once', async () => {
    const user = await openForm();
    expect(document.title).toBe('Podaj stan licznika');
    const day = field('Dzień odczytu');
    expect([day.value, day.min, day.max]).toEqual(['2026-03-15', '2026-03-01', '2026-03-15']);
    expect(textOf(screen.getByRole('main'))).toContain('Licznik nr M-1');
    const value = field('Stan licznika w kWh');
    expect([value.inputMode, value.getAttribute('aria-describedby')]).toEqual(['numeric', 'value-0-hint']);
    expect(textOf(document.getElementById('value-0-hint')!)).toBe(
      'Przepisz pełne kilowatogodziny, bez cyfr po przecinku. Poprzednio: 1020 kWh, 28 lutego 2026, odczyt z faktury',
    );
    await user.type(value, '01 030');
    await user.dblClick(send());
    await screen.findByRole('heading', { level: 1, name: 'Odczyt przekazany' });
    expect(sends().map(({ variables }) => variables)).toEqual([
      {
        input: {
          consumptionPointId: point,
          takenOn: '2026-03-15',
          values: [{ zone: 'całodobowa', kwh: 1030 }],
          confirmed: false,
          attachmentIds: [],
        },
      },
    ]);
    expect(document.activeElement?.textContent).toBe('Odczyt przekazany');
    screen.getByText(/Numer zgłoszenia: Z\/1\./);
    const leads = (name: string) => screen.getByRole('link', { name }).getAttribute('href');
    expect(leads('Zobacz zgłoszenie')).toBe('/kontakt/t1');
    expect(leads('Wróć do punktu poboru')).toBe(`/dane/punkty/${point}`);
  });

  it('names what is missing or no whole number, zone by zone, before anything is sent', async () => {
    answerMeter({ zones: [zone('dzienna', 5000), zone('nocna', 1000)] });
    const user = await openForm();
    await user.clear(field('Dzień odczytu'));
    await user.type(field('Strefa dzienna, w kWh'), '5100,5');
    await user.click(send());
    const summary = await screen.findByRole('alert');
    await waitFor(() => expect(document.activeElement).toBe(summary));
    expect(within(summary).getAllByRole('link').map(textOf)).toEqual([
      'Wybierz dzień odczytu.',
      'Strefa dzienna: Wpisz tylko cyfry, najwyżej 8, bez części po przecinku.',
      'Strefa nocna: Wpisz stan licznika.',
    ]);
    await user.click(within(summary).getByRole('link', { name: /Strefa nocna/ }));
    expect(document.activeElement).toBe(field('Strefa nocna, w kWh'));
    await user.keyboard('1200');
    expect(textOf(screen.getByRole('alert'))).not.toContain('Strefa nocna');
    expect(sends()).toEqual([]);
  });

  it("shows the gateway's problems at their fields, and keeps what was typed", async () => {
    answerMeter({ zones: [zone('dzienna'), zone('str. nocna')] });
    const user = await openForm();
    await user.type(field('Strefa dzienna, w kWh'), '1100');
    await user.type(field('str. nocna, w kWh'), '1200');
    fake.answer(
      'SubmitMeterReading',
      refused(
        ['takenOn', 'Za wcześnie.'],
        ['values.str. nocna', 'Nie ma takiej strefy.'],
        ['confirmed.dzienna', 'Mniej niż poprzednio.'],
        [null, 'Za dużo zgłoszeń.'],
      ),
    );
    await user.click(send());
    const summary = await screen.findByRole('alert');
    expect(within(summary).getAllByRole('listitem').map(textOf)).toEqual([
      'Za wcześnie.',
      'str. nocna: Nie ma takiej strefy.',
      'Za dużo zgłoszeń.',
    ]);
    expect(field('Dzień odczytu').getAttribute('aria-invalid')).toBe('true');
    expect(textOf(document.getElementById('value-1-problem')!)).toContain('Nie ma takiej strefy.');
    // Nobody confirms what has to be corrected anyway.
    expect(screen.queryByRole('button', { name: /^Tak/ })).toBeNull();
    expect(field('Strefa dzienna, w kWh').value).toBe('1100');
  });

  it('asks again about an unusual value, and sends it once it is confirmed', async () => {
    const user = await openForm();
    await user.type(field('Stan licznika w kWh'), '900');
    const why = 'To mniej niż poprzednio (1020 kWh).';
    fake.answer('SubmitMeterReading', refused(['confirmed.całodobowa', why]));
    await user.click(send());
    const question = await screen.findByRole('region', { name: 'Czy na pewno taki jest stan licznika?' });
    expect(document.activeElement?.textContent?.trim()).toBe('Czy na pewno taki jest stan licznika?');
    within(question).getByText(why);
    expect(field('Stan licznika w kWh').getAttribute('aria-describedby')).toContain('value-0-problem');
    await user.click(within(question).getByRole('button', { name: 'Popraw' }));
    expect(document.activeElement).toBe(field('Stan licznika w kWh'));
    fake.answer('SubmitMeterReading', new Error('offline'));
    await user.click(within(question).getByRole('button', { name: 'Tak, taki jest stan licznika' }));
    await screen.findByText('Odczyt nie został przekazany. Sprawdź internet i spróbuj ponownie.');
    fake.answer('SubmitMeterReading', taken);
    await user.click(screen.getByRole('button', { name: 'Tak, taki jest stan licznika' }));
    await screen.findByRole('heading', { level: 1, name: 'Odczyt przekazany' });
    expect(sends().map(({ variables }) => (variables['input'] as { confirmed: boolean }).confirmed)).toEqual([
      false,
      true,
      true,
    ]);
  });

  it('names the zone of an unusual value as its field does', async () => {
    answerMeter({ zones: [zone('dzienna'), zone('nocna')] });
    const user = await openForm();
    await user.type(field('Strefa dzienna, w kWh'), '900');
    await user.type(field('Strefa nocna, w kWh'), '1200');
    fake.answer('SubmitMeterReading', refused(['confirmed.dzienna', 'To mniej niż 1020 kWh.']));
    await user.click(send());
    const question = await screen.findByRole('region', { name: 'Czy na pewno taki jest stan licznika?' });
    within(question).getByText('Strefa dzienna: To mniej niż 1020 kWh.');
  });

  it('takes the question back as soon as the value is corrected', async () => {
    const user = await openForm();
    await user.type(field('Stan licznika w kWh'), '900');
    fake.answer('SubmitMeterReading', refused(['confirmed.całodobowa', 'Mniej niż poprzednio.']));
    await user.click(send());
    await screen.findByText('Czy na pewno taki jest stan licznika?');
    await user.type(field('Stan licznika w kWh'), '0');
    expect(screen.queryByText('Czy na pewno taki jest stan licznika?')).toBeNull();
  });

  it('keeps what was typed when it could not be sent, and through a change of language', async () => {
    const user = await openForm();
    await user.type(field('Stan licznika w kWh'), '1030');
    fake.answer('SubmitMeterReading', fake.error('INTERNAL', { reference: 'r-5' }));
    await user.click(send());
    expect(textOf(await screen.findByRole('alert'))).toContain('r-5');
    fake.language('en');
    await screen.findByRole('form', { name: 'Give a meter reading' });
    expect(field('Meter reading in kWh').value).toBe('1030');
    fake.answer('SubmitMeterReading', taken);
    await user.click(screen.getByRole('button', { name: 'Submit the reading' }));
    await screen.findByRole('heading', { level: 1, name: 'Reading submitted' });
    // What was sent is forgotten.
    fake.language('pl');
    await screen.findByRole('form', { name: 'Podaj stan licznika' });
    expect(field('Stan licznika w kWh').value).toBe('');
  });

  it('is not there for a meter that is read remotely, nor for a point of somebody else', async () => {
    answerMeter({ remote: true, earliestDay: null, latestDay: null });
    await openPart({ mount, unmount }, FORM());
    await screen.findByText(/Ten licznik jest odczytywany zdalnie/);
    expect(screen.queryByRole('form')).toBeNull();
    await close();
    document.body.replaceChildren();
    fake.answer('MeterReading', fake.error('NOT_FOUND'));
    await openPart({ mount, unmount }, FORM());
    await screen.findByRole('heading', { name: 'Nie ma takiej strony' });
  });

  it('stands as a skeleton while it waits, and says when it failed', async () => {
    fake.answer('MeterReading', fake.never);
    await openPart({ mount, unmount }, FORM());
    await screen.findByRole('status', { name: 'Wczytywanie' });
    await close();
    document.body.replaceChildren();
    fake.answer('MeterReading', fake.error('INTERNAL', { reference: 'r-7' }));
    await openPart({ mount, unmount }, FORM());
    expect(textOf(await screen.findByRole('alert'))).toContain('r-7');
    answerMeter();
    await userEvent.setup().click(screen.getByRole('button', { name: 'Spróbuj ponownie' }));
    await screen.findByRole('form', { name: 'Podaj stan licznika' });
  });
});

describe('photos', () => {
  it('are uploaded at once with their progress, repeated alone, and sent with the reading', async () => {
    const user = await openForm();
    await user.type(field('Stan licznika w kWh'), '1030');
    await user.upload(field('Dodaj zdjęcie'), [photo('a.jpg'), photo('b.jpg')]);
    expect(requests.map(({ name, address }) => [name, address])).toEqual([
      ['a.jpg', '/files/attachments?customer=c1'],
      ['b.jpg', '/files/attachments?customer=c1'],
    ]);
    await after(() => requests[0]!.progress(0.4));
    expect(screen.getByRole('progressbar', { name: 'Przesyłanie zdjęcia a.jpg' })).toHaveProperty(
      'value',
      40,
    );
    await after(() => requests[0]!.done('f1'));
    await after(() => requests[1]!.break());
    const told = screen.getAllByRole('status').map(textOf);
    expect(told).toContain('b.jpg: Przesyłanie się przerwało. Wpisane liczby są bezpieczne.');
    await user.click(send());
    expect(textOf(await screen.findByRole('alert'))).toContain('Nie wszystkie zdjęcia się przesłały: b.jpg.');
    expect(sends()).toEqual([]);
    await user.click(screen.getByRole('button', { name: 'Prześlij ponownie b.jpg' }));
    expect(screen.queryByRole('alert')).toBeNull();
    await user.click(send());
    await screen.findByText('Przekażemy odczyt, gdy tylko prześlą się zdjęcia…');
    expect(sends()).toEqual([]);
    await after(() => requests[2]!.done('f2'));
    await screen.findByRole('heading', { level: 1, name: 'Odczyt przekazany' });
    expect(lastAsked('SubmitMeterReading').input.attachmentIds).toEqual(['f1', 'f2']);
  });

  it('come from the camera of a phone or from its files, at most five', async () => {
    const user = await openForm();
    const camera = field('Zrób zdjęcie');
    expect([camera.getAttribute('capture'), camera.accept]).toEqual(['environment', 'image/*']);
    expect(field('Dodaj zdjęcie').hasAttribute('capture')).toBe(false);
    await user.upload(
      field('Dodaj zdjęcie'),
      [...'abcdef'].map((letter) => photo(`${letter}.jpg`)),
    );
    expect(textOf(screen.getByRole('alert'))).toContain('Nie dołączyliśmy: f.jpg.');
    expect(field('Zrób zdjęcie').disabled).toBe(true);
    await user.click(screen.getByRole('button', { name: 'Usuń a.jpg' }));
    expect(field('Zrób zdjęcie').disabled).toBe(false);
    expect(screen.queryByText('a.jpg')).toBeNull();
  });

  it("say the gateway's reason, and ask for the session where there is none", async () => {
    const user = await openForm();
    await user.upload(field('Dodaj zdjęcie'), [photo('a.jpg'), photo('b.jpg')]);
    const problems = [{ code: 'ATTACHMENT_TYPE', message: 'To nie jest zdjęcie.' }];
    await after(() => requests[0]!.answer(422, { problems }));
    expect(textOf(screen.getByText('a.jpg', { selector: 'bdi' }).closest('li')!)).toContain(
      'To nie jest zdjęcie.',
    );
    const before = fake.asked.length;
    await after(() => requests[1]!.answer(401, {}));
    expect(fake.asked.slice(before).map(({ operation }) => operation)).toEqual(['MeterReading']);
  });

  it('that the gateway has no more are named at the photos', async () => {
    const user = await openForm();
    await user.type(field('Stan licznika w kWh'), '1030');
    fake.answer('SubmitMeterReading', refused(['attachmentIds', 'Jednego z plików już nie ma.']));
    await user.click(send());
    const link = await screen.findByRole('link', { name: 'Jednego z plików już nie ma.' });
    await user.click(link);
    expect(document.activeElement).toBe(field('Dodaj zdjęcie'));
  });
});

it.each([
  ['pl', 'Odczyt licznika', 'Strefa nocna'],
  ['en', 'Meter reading', 'Night zone'],
  ['uk', 'Показання лічильника', 'Нічна зона'],
] as const)('speaks %s', async (language, title, night) => {
  fake.language(language);
  answerMeter({
    zones: [zone('dzienna'), zone('nocna')],
    submitted: [
      submitted(),
      submitted({ id: 't2', state: 'ACCEPTED', note: 'Rozliczymy go w grudniu.' }),
      submitted({ id: 't3', state: 'REFUSED' }),
    ],
  });
  await openPart({ mount, unmount }, `/dane/punkty/${point}`);
  const region = await screen.findByRole('region', { name: title });
  await within(region).findByText(night);
  await openPart({ mount, unmount }, FORM());
  await screen.findByRole('form');
  const said = textOf(document.body);
  expect(Object.keys(texts).filter((key) => key.includes('.') && said.includes(key))).toEqual([]);
  expect(said).not.toMatch(/\{\w+\}/);
});
