// Standalone mode, on the shell's fake: `?punkty=200` shows a customer with that many points.
import '@ebok/shell/styles/index.css';
import { fake } from '@ebok/shell/fake';
import { mount } from './lifecycle';
import { change, contactAnswer, taken } from './contact/fixtures';
import { profile, someOf } from './fixtures';
import { meterAnswer, taken as takenReading } from './meter-reading/fixtures';
import { documents, invoice, listed, pointAnswer, pointList } from './points/fixtures';
import { signedIn } from './ui/fixtures';

const count = Number(new URLSearchParams(location.search).get('punkty') ?? 1);

fake.answer('Profile', profile({ consumptionPointList: someOf(Math.min(count, 3), count) }));
fake.answer('PointList', (variables) =>
  pointList(
    Array.from({ length: count }, (_, n) => listed(n + 1)),
    variables,
  ),
);
fake.answer('Point', pointAnswer());
fake.answer('PointDocuments', ({ id }) =>
  documents(String(id), [invoice(151, { status: 'OVERDUE' }), invoice(150), invoice(149)], 24),
);
fake.answer('MeterReading', ({ id }) => meterAnswer(String(id)));
fake.answer('SubmitMeterReading', takenReading);
fake.answer('Contact', contactAnswer({ contactChanges: [change()] }));
fake.answer('RequestContactChange', taken);
fake.answer('SignedInUser', signedIn());
if (location.pathname === '/') history.replaceState(null, '', '/dane');

const slice = document.getElementById('slice');
if (slice) void mount({ domElement: slice, onFault: console.error });
