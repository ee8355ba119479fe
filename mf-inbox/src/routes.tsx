import { lazy } from 'react';
import { NotFoundPage } from './pages/NotFoundPage';

// Each page is a chunk of its own: whoever reads messages needs no forms, and the other way round.
const MessagesPage = lazy(() =>
  import('./pages/MessagesPage').then((page) => ({ default: page.MessagesPage })),
);
const MessagePage = lazy(() => import('./pages/MessagePage').then((page) => ({ default: page.MessagePage })));
const SettingsPage = lazy(() => import('./settings/SettingsPage'));
const ContactPage = lazy(() => import('./contact/ContactPage'));
const OutagePage = lazy(() => import('./contact/OutagePage'));
const NewTicketPage = lazy(() => import('./contact/form/NewTicketPage'));
const TicketPage = lazy(() => import('./contact/thread/TicketPage'));

export const routes = [
  { path: '/wiadomosci', page: MessagesPage },
  { path: '/wiadomosci/ustawienia', page: SettingsPage },
  { path: '/wiadomosci/:id', page: MessagePage },
  { path: '/wiadomosci/*', page: NotFoundPage },
  { path: '/kontakt', page: ContactPage },
  { path: '/kontakt/nowe', page: NewTicketPage },
  { path: '/kontakt/awaria', page: OutagePage },
  { path: '/kontakt/:id', page: TicketPage },
  { path: '/kontakt/*', page: ContactPage },
];
