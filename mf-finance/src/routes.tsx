import { InvoicePage } from './pages/InvoicePage';
import { InvoicesPage } from './pages/InvoicesPage';
import { NotFoundPage } from './pages/NotFoundPage';

export const routes = [
  { path: '/finanse', page: InvoicesPage },
  { path: '/finanse/:id', page: InvoicePage },
  { path: '/finanse/*', page: NotFoundPage },
];
