// Standalone mode, on the shell's fake: `?punkty=200` shows a customer with that many points.
import '@ebok/shell/styles/index.css';
import { fake } from '@ebok/shell/fake';
import { mount } from './lifecycle';
import { documents, invoice, points, profile } from './fixtures';

const count = Number(new URLSearchParams(location.search).get('punkty') ?? 1);

fake.answer('Profile', profile({ consumptionPoints: points(count) }));
fake.answer('PointDocuments', ({ id }) =>
  documents(String(id), [invoice(151, { status: 'OVERDUE' }), invoice(150), invoice(149)], 24),
);
if (location.pathname === '/') history.replaceState(null, '', '/dane');

const slice = document.getElementById('slice');
if (slice) void mount({ domElement: slice, onFault: console.error });
