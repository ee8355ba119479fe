import { badgeOf, clearBadges, menu, onBadges } from './menu';

beforeEach(() => clearBadges());

it('shows a number once it was set, and says so when it changes', () => {
  let changes = 0;
  onBadges(() => changes++);
  menu.badge('/wiadomosci', 3);
  menu.badge('/wiadomosci', 3);
  expect([badgeOf('/wiadomosci'), badgeOf('/finanse'), changes]).toEqual([3, 0, 1]);
  menu.badge('/wiadomosci', 0);
  expect([badgeOf('/wiadomosci'), changes]).toEqual([0, 2]);
});

it('forgets what was counted for somebody else', () => {
  menu.badge('/wiadomosci', 3);
  clearBadges();
  expect(badgeOf('/wiadomosci')).toBe(0);
});
