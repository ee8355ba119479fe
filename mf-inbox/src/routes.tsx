import { ContactPage } from './pages/ContactPage';
import { MessagesPage } from './pages/MessagesPage';

export const routes = [
  { path: '/wiadomosci/*?', page: MessagesPage },
  { path: '/kontakt/*?', page: ContactPage },
];
