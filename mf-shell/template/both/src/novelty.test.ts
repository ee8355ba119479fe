// The page as customers see it, on the shell's fake.
import { fake } from '@ebok/shell/fake';
import { close, eachBeginsWith, open, textOf } from '@ebok/shell/testing';
import { screen } from '@testing-library/dom';
import { mount, unmount } from './lifecycle';
import { overview } from './fixtures';
import en from './texts/en.json';
import pl from './texts/pl.json';
import uk from './texts/uk.json';

eachBeginsWith(() => fake.answer('NoveltyOverview', overview()));

const openPage = () => open({ mount, unmount }, '/novelty');
const heading = (name: string) => screen.findByRole('heading', { level: 1, name });

it('says when it could not be loaded, and tries again', async () => {
  fake.answer('NoveltyOverview', fake.error('INTERNAL', { reference: 'A7K2' }));
  await openPage();
  expect(textOf(await screen.findByRole('alert'))).toContain('A7K2');
  fake.answer('NoveltyOverview', overview());
  screen.getByRole('button', { name: 'Spróbuj ponownie' }).click();
  await screen.findByText(/Jan Kowalski/);
});

it('holds the place while it loads', async () => {
  fake.answer('NoveltyOverview', () => fake.never());
  await openPage();
  await screen.findByRole('status', { name: pl.loading });
});

it.each([
  [1, '1 punkt poboru'],
  [3, '3 punkty poboru'],
  [12, '12 punktów poboru'],
])('names the customer and counts %i points', async (points, words) => {
  fake.answer('NoveltyOverview', overview(points));
  await openPage();
  await screen.findByText(words);
  expect(textOf()).toContain('Jan Kowalski');
  expect(document.title).toBe(pl['page.title']);
});

it('speaks the language of the page, and another as soon as the shell does', async () => {
  await openPage();
  await heading(pl['page.title']);
  fake.language('en');
  await heading(en['page.title']);
  fake.language('uk');
  await heading(uk['page.title']);
});

it('leaves nothing behind, and can come back', async () => {
  await openPage();
  await heading(pl['page.title']);
  await close();
  expect(textOf()).toBe('');
  await openPage();
  await heading(pl['page.title']);
});
