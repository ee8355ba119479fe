// Standalone mode, on the shell's fake: `/wiadomosci`, `/wiadomosci/m1`, `/wiadomosci/ustawienia`, `/kontakt`,
// `/kontakt/nowe`, `/kontakt/t1`.
import '@ebok/shell/styles/index.css';
import { fake } from '@ebok/shell/fake';
import { answerContact } from './contact/answers';
import { mount } from './lifecycle';
import { answerSettings } from './settings/answers';
import { message, messageAnswer, messagesAnswer, newestAnswer, rows, unreadAnswer } from './fixtures';

fake.answer('Messages', messagesAnswer(rows(55)));
fake.answer('Message', ({ id }) => (id === 'm1' ? messageAnswer(message()) : fake.error('NOT_FOUND')));
fake.answer('MarkMessagesRead', { markMessagesRead: 1 });
fake.answer('MarkAllMessagesRead', { markAllMessagesRead: 2 });
answerSettings();
fake.answer('UnreadMessages', unreadAnswer(1));
fake.answer('NewestMessages', newestAnswer(rows(3), 1));
answerContact();
if (location.pathname === '/') history.replaceState(null, '', '/wiadomosci');

const slice = document.getElementById('slice');
if (slice) void mount({ onFault: console.error, domElement: slice });
