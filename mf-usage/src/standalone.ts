// Standalone mode, on the shell's fake: the tile above, the page below.
import '@ebok/shell/styles/index.css';
import { fake } from '@ebok/shell/fake';
import { mount, parcels } from './lifecycle';
import { month, prosumerAnswer } from './fixtures.prosumer';
import {
  customerPrices,
  customerUsage,
  monthCost,
  monthUsage,
  pointAlerts,
  pointPrices,
  pointsAnswer,
  pointUsage,
  priced,
  readingPeriods,
  tariffCheck,
} from './fixtures';

fake.answer('UsagePoints', pointsAnswer(2, {}, [2]));
fake.answer('CustomerUsage', (variables) => customerUsage(variables as never));
fake.answer('CustomerPrices', (variables) => customerPrices(priced(variables as never)));
fake.answer('PointPrices', (variables) => pointPrices(variables.id as string, priced(variables as never)));
fake.answer('PointAlerts', (variables) => pointAlerts(variables as never));
fake.answer('PointUsage', (variables) => pointUsage(variables as never));
fake.answer('ReadingPeriods', readingPeriods([]));
fake.answer('Prosumer', prosumerAnswer([month('2026-10'), month('2026-09')]));
fake.answer('MonthUsage', (variables) => monthUsage(variables as never));
fake.answer('MonthCost', monthCost('1400.00'));
fake.answer('TariffCheck', (variables) => tariffCheck(variables as never));
if (location.pathname === '/') history.replaceState(null, '', '/zuzycie');

const props = { onFault: console.error };
const tile = document.getElementById('tile');
const slice = document.getElementById('slice');
if (tile) void parcels.usage.mount({ ...props, domElement: tile });
if (slice) void mount({ ...props, domElement: slice });
