import { ContactPage } from './pages/ContactPage';
import { MessagePage } from './pages/MessagePage';
import { MessagesPage } from './pages/MessagesPage';
import { NotFoundPage } from './pages/NotFoundPage';

export const routes = [
  { path: '/wiadomosci', page: MessagesPage },
  { path: '/wiadomosci/:id', page: MessagePage },
  { path: '/wiadomosci/*', page: NotFoundPage },
  { path: '/kontakt/*?', page: ContactPage },
];
