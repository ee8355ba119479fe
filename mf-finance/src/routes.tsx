import { lazy } from 'react';
import { NotFoundPage } from './invoices/NotFoundPage';

// Each page is a chunk of its own: a visit to a document loads no list.
const InvoicesPage = lazy(() => import('./invoices/InvoicesPage'));
const InvoicePage = lazy(() => import('./invoices/document/InvoicePage'));
const PayPage = lazy(() => import('./checkout/PayPage'));
const PaymentPage = lazy(() => import('./payments/PaymentPage'));
const PaymentsPage = lazy(() => import('./payments/PaymentsPage'));

export const routes = [
  { path: '/finanse', page: InvoicesPage },
  { path: '/finanse/platnosci', page: PaymentsPage },
  { path: '/finanse/:id', page: InvoicePage },
  { path: '/finanse/*', page: NotFoundPage },
  { path: '/platnosc', page: PayPage },
  { path: '/platnosc/:id', page: PaymentPage },
  { path: '/platnosc/*', page: NotFoundPage },
];
