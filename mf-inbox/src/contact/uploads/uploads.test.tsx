import { fake } from '@ebok/shell/fake';
import { fakeUploads, requests } from '@ebok/shell/testing';
import { createEvent, fireEvent, waitFor, within } from '@testing-library/dom';
import { lastAsked, openAt, screen, textOf } from '../../testing';
import { draft, draftAnswer, file as kept } from '../fixtures';

beforeEach(fakeUploads);

const pdf = (name: string, size = 1000) => new File(['x'.repeat(size)], name, { type: 'application/pdf' });
const heavy = (name: string) => Object.defineProperty(pdf(name), 'size', { value: 10 * 1024 * 1024 + 1 });
const rowOf = (name: string) => screen.getByText(name, { selector: 'bdi' }).closest('li')!;
/** React draws what a request reports a moment later. */
const after = async (step: () => void) => {
  step();
  await new Promise((resolve) => setTimeout(resolve, 20));
};
const sends = () => fake.asked.filter(({ operation }) => operation === 'CreateTicket');

async function opened() {
  const user = await openAt('/kontakt/nowe?topic=OTHER');
  await user.type(await screen.findByLabelText('Temat'), 'Zdjęcia');
  await user.type(screen.getByLabelText('Treść'), 'W załączeniu');
  return user;
}
const choose = (user: Awaited<ReturnType<typeof opened>>, ...files: File[]) =>
  user.upload(screen.getByLabelText('Wybierz pliki'), files);

it('uploads files as soon as they are chosen, two at once, each with its progress', async () => {
  const user = await opened();
  await choose(user, pdf('a.pdf'), pdf('b.pdf'), pdf('c.pdf'));
  expect(requests.map(({ name }) => name)).toEqual(['a.pdf', 'b.pdf']);
  expect(requests[0]!.address).toBe('/files/attachments?customer=c1');
  expect(requests[0]!.headers).toEqual({ 'apollo-require-preflight': '1', 'accept-language': 'pl' });
  await after(() => requests[0]!.progress(0.4));
  expect(within(rowOf('a.pdf')).getByRole('progressbar', { name: 'Przesyłanie pliku a.pdf' })).toHaveProperty(
    'value',
    40,
  );
  expect(textOf(rowOf('a.pdf'))).toContain('Przesyłanie: 40%');
  expect(textOf(rowOf('c.pdf'))).toContain('Czeka na przesłanie');
  await after(() => requests[0]!.done('f1'));
  expect(textOf(rowOf('a.pdf'))).toContain('Dołączony');
  expect(requests.map(({ name }) => name)).toEqual(['a.pdf', 'b.pdf', 'c.pdf']);
});

it('repeats a broken upload alone, and nothing else is lost', async () => {
  const user = await opened();
  await choose(user, pdf('a.pdf'), pdf('b.pdf'));
  await after(() => requests[0]!.done('f1'));
  await after(() => requests[1]!.progress(0.5));
  await after(() => requests[1]!.break());
  expect(textOf(rowOf('b.pdf'))).toContain('Przesyłanie się przerwało.');
  expect(textOf(rowOf('a.pdf'))).toContain('Dołączony');
  await user.click(screen.getByRole('button', { name: 'Prześlij ponownie b.pdf' }));
  expect(requests).toHaveLength(3);
  await after(() => requests[2]!.done('f2'));
  await user.click(screen.getByRole('button', { name: 'Wyślij zgłoszenie' }));
  await waitFor(() => expect(lastAsked('CreateTicket').input.attachmentIds).toEqual(['f1', 'f2']));
});

it.each([502, 503, 0])('offers another attempt after an answer with status %i', async (status) => {
  const user = await opened();
  await choose(user, pdf('a.pdf'));
  await after(() => requests[0]!.answer(status, '<html>Bad gateway</html>'));
  expect(screen.getByRole('button', { name: 'Prześlij ponownie a.pdf' })).toBeTruthy();
});

it('says when to try again after too many uploads', async () => {
  const user = await opened();
  await choose(user, pdf('a.pdf'));
  const message = 'Spróbuj ponownie za 12 min.';
  await after(() => requests[0]!.answer(429, { errors: [{ message }] }));
  expect(textOf(rowOf('a.pdf'))).toContain(message);
  await user.click(screen.getByRole('button', { name: 'Prześlij ponownie a.pdf' }));
  expect(textOf(rowOf('a.pdf'))).not.toContain(message);
  await after(() => requests[1]!.answer(403, { errors: [{ message: 'Możesz tylko przeglądać.' }] }));
  expect(textOf(rowOf('a.pdf'))).toContain('Możesz tylko przeglądać.');
  expect(screen.queryByRole('button', { name: /^Prześlij ponownie/ })).toBeNull();
});

it("says the gateway's sentence at a refused file, and sends nothing before it is taken away", async () => {
  const user = await opened();
  await choose(user, pdf('virus.pdf'), pdf('b.pdf'));
  const problems = [{ code: 'ATTACHMENT_UNSAFE', field: 'file', message: 'W tym pliku jest wirus.' }];
  await after(() => requests[0]!.answer(422, { problems }));
  const told = await screen.findByText('virus.pdf: W tym pliku jest wirus.');
  expect(told.getAttribute('role')).toBe('status');
  await after(() => requests[1]!.done('f2'));
  expect(textOf(rowOf('virus.pdf'))).toContain('W tym pliku jest wirus.');
  expect(screen.queryByRole('button', { name: /^Prześlij ponownie/ })).toBeNull();
  await user.click(screen.getByRole('button', { name: 'Wyślij zgłoszenie' }));
  expect(textOf(await screen.findByRole('alert'))).toContain(
    'Nie wszystkie pliki można dołączyć: virus.pdf.',
  );
  expect(sends()).toEqual([]);
  await user.click(screen.getByRole('button', { name: 'Usuń virus.pdf' }));
  await user.click(screen.getByRole('button', { name: 'Wyślij zgłoszenie' }));
  await waitFor(() => expect(lastAsked('CreateTicket')?.input.attachmentIds).toEqual(['f2']));
});

it('names the files that are not there together with what else is wrong, until they are taken away', async () => {
  const user = await openAt('/kontakt/nowe?topic=OTHER');
  await user.type(await screen.findByLabelText('Temat'), 'Zdjęcia');
  await choose(user, pdf('pusty.pdf', 0), pdf('b.pdf'));
  await user.click(screen.getByRole('button', { name: 'Wyślij zgłoszenie' }));
  const summary = textOf(screen.getByRole('alert'));
  expect(summary).toContain('Wpisz treść zgłoszenia.');
  expect(summary).toContain('Nie wszystkie pliki można dołączyć: pusty.pdf.');
  await after(() => requests[0]!.progress(0.5));
  expect(textOf(screen.getByRole('alert'))).toContain('pusty.pdf');
  await user.click(screen.getByRole('button', { name: 'Usuń pusty.pdf' }));
  expect(textOf(screen.getByRole('alert'))).toBe('Popraw jedno miejsce:Wpisz treść zgłoszenia.');
});

it('does not send a file that is too large or empty, and says why', async () => {
  const user = await opened();
  await choose(user, heavy('film.pdf'), pdf('pusty.pdf', 0));
  expect(textOf(rowOf('film.pdf'))).toContain('Plik jest za duży: najwyżej 10 MB.');
  expect(textOf(rowOf('pusty.pdf'))).toContain('0 kB');
  expect(textOf(rowOf('pusty.pdf'))).toContain('Ten plik jest pusty.');
  expect(requests).toEqual([]);
});

it('takes five files and names those that are left out', async () => {
  const user = await opened();
  await choose(user, ...'abcdefg'.split('').map((letter) => pdf(`${letter}.pdf`)));
  expect(screen.getAllByRole('listitem').filter((one) => /\.pdf/.test(textOf(one)))).toHaveLength(5);
  expect(textOf(screen.getByRole('alert'))).toContain('Nie dołączyliśmy: f.pdf, g.pdf.');
  expect(screen.getByLabelText('Wybierz pliki')).toHaveProperty('disabled', true);
});

it('waits with sending for files under way, and says so', async () => {
  const user = await opened();
  await choose(user, pdf('a.pdf'));
  await user.click(screen.getByRole('button', { name: 'Wyślij zgłoszenie' }));
  await screen.findByText('Wyślemy, gdy tylko prześle się 1 plik.');
  await user.type(screen.getByLabelText('Treść'), ', proszę');
  expect(sends()).toEqual([]);
  await after(() => requests[0]!.done('f1'));
  await waitFor(() => expect(sends()).toHaveLength(1));
  // What was typed while it waited is sent too.
  expect(lastAsked('CreateTicket').input).toMatchObject({
    body: 'W załączeniu, proszę',
    attachmentIds: ['f1'],
  });
});

it('does not send when a file breaks off while it waits', async () => {
  const user = await opened();
  await choose(user, pdf('a.pdf'));
  await user.click(screen.getByRole('button', { name: 'Wyślij zgłoszenie' }));
  await after(() => requests[0]!.break());
  expect(textOf(await screen.findByRole('alert'))).toContain('Nie wszystkie pliki się przesłały: a.pdf.');
  expect(sends()).toEqual([]);
});

it('cancels an upload, and takes an uploaded file away', async () => {
  const deleted: unknown[] = [];
  globalThis.fetch = (...call: unknown[]) => (deleted.push(call), Promise.resolve({} as Response));
  const user = await opened();
  await choose(user, pdf('a.pdf'), pdf('b.pdf'));
  await user.click(screen.getByRole('button', { name: 'Anuluj a.pdf' }));
  expect(requests[0]!.aborted).toBe(true);
  await after(() => requests[1]!.done('f2'));
  await user.click(screen.getByRole('button', { name: 'Usuń b.pdf' }));
  expect(deleted).toEqual([
    ['/files/attachments/f2?customer=c1', expect.objectContaining({ method: 'DELETE' })],
  ]);
  await waitFor(() => expect(screen.queryByText('b.pdf')).toBeNull());
  await user.click(screen.getByRole('button', { name: 'Wyślij zgłoszenie' }));
  await waitFor(() => expect(lastAsked('CreateTicket').input.attachmentIds).toEqual([]));
});

it('saves uploaded files with the draft, and adds to those that it holds', async () => {
  fake.answer('TicketDraft', draftAnswer(draft({ topic: 'OTHER', attachments: [kept('stary')] })));
  const user = await openAt('/kontakt/nowe');
  await screen.findByText('stary.pdf', { selector: 'bdi' });
  await choose(user, pdf('nowy.pdf'));
  await after(() => requests[0]!.done('f1'));
  await waitFor(() => expect(lastAsked('SaveTicketDraft')?.input.attachmentIds).toEqual(['stary', 'f1']));
});

it('asks for the session when an upload finds none, so that the shell leads to the sign-in page', async () => {
  const user = await opened();
  await choose(user, pdf('a.pdf'));
  const before = fake.asked.length;
  await after(() => requests[0]!.answer(401, {}));
  expect(fake.asked.slice(before).map(({ operation }) => operation)).toContain('TicketDraft');
});

it('takes dropped files, and a drop beside the field does not replace the page', async () => {
  await opened();
  const field = screen.getByRole('group', { name: /^Pliki/ });
  const dataTransfer = { files: [pdf('a.pdf')], types: ['Files'] };
  fireEvent.dragOver(field, { dataTransfer });
  await waitFor(() => expect(field.className).toContain('over'));
  fireEvent.drop(field, { dataTransfer });
  await screen.findByText('a.pdf', { selector: 'bdi' });
  const beside = createEvent.drop(document.body, { dataTransfer });
  fireEvent(document.body, beside);
  expect(beside.defaultPrevented).toBe(true);
});

it('offers the camera of a phone', async () => {
  await opened();
  const camera = screen.getByLabelText('Zrób zdjęcie');
  expect(camera.getAttribute('capture')).toBe('environment');
  expect(camera.getAttribute('accept')).toBe('image/*');
  expect(screen.getByLabelText('Wybierz pliki').hasAttribute('capture')).toBe(false);
});

it('shows a name as it is, whatever is in it', async () => {
  const user = await opened();
  const name = '<img src=x onerror=alert(1)>.pdf';
  await choose(user, pdf(name));
  await screen.findByText(name, { selector: 'bdi' });
  expect(document.querySelectorAll('form img')).toHaveLength(0);
});
