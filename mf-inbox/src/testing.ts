// Setup of the slice's tests.
import { fake } from '@ebok/shell/fake';
import { close, eachBeginsWith, open } from '@ebok/shell/testing';
import userEvent from '@testing-library/user-event';
import { answerContact } from './contact/answers';
import { mount, parcels, unmount } from './lifecycle';
import { answerSettings } from './settings/answers';
import { message, messageAnswer, messagesAnswer, newestAnswer, rows, unreadAnswer } from './fixtures';

eachBeginsWith(() => {
  fake.answer('Messages', messagesAnswer(rows(3)));
  fake.answer('Message', messageAnswer(message()));
  fake.answer('NewestMessages', newestAnswer(rows(3), 2));
  fake.answer('UnreadMessages', unreadAnswer(1));
  fake.answer('MarkMessagesRead', { markMessagesRead: 1 });
  fake.answer('MarkAllMessagesRead', { markAllMessagesRead: 2 });
  answerSettings();
  answerContact();
});

/** Opens the pages at an address. */
export async function openAt(path: string) {
  await open({ mount, unmount }, path);
  return userEvent.setup();
}

/** Mounts the tile. */
export async function openTile() {
  await open(parcels.newest);
  return userEvent.setup();
}

/** As after F5: only the address is kept. */
export async function reload() {
  await close();
  return openAt(location.pathname + location.search);
}

export { screen } from '@testing-library/dom';
export { lastAsked, promised, takeFaults, textOf } from '@ebok/shell/testing';
