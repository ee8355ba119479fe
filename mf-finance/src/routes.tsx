import { lazy } from 'react';
import { NotFoundPage } from './pages/NotFoundPage';

// Each comes when it is asked for: whoever opens a document needs no list.
const InvoicesPage = lazy(() => import('./pages/InvoicesPage'));
const InvoicePage = lazy(() => import('./pages/InvoicePage'));
const PayPage = lazy(() => import('./pages/payments/PayPage'));
const PaymentPage = lazy(() => import('./pages/payments/PaymentPage'));
const PaymentsPage = lazy(() => import('./pages/payments/PaymentsPage'));

export const routes = [
  { path: '/finanse', page: InvoicesPage },
  { path: '/finanse/platnosci', page: PaymentsPage },
  { path: '/finanse/:id', page: InvoicePage },
  { path: '/finanse/*', page: NotFoundPage },
  { path: '/platnosc', page: PayPage },
  { path: '/platnosc/:id', page: PaymentPage },
  { path: '/platnosc/*', page: NotFoundPage },
];
