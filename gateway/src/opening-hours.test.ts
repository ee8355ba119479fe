import { startApi } from '../testing/api';
import { writtenHours } from './opening-hours';

const WEEK = [
  { days: 'MON-FRI', from: '08:00', to: '18:00' },
  { days: 'SAT', from: '09:30', to: '13:00' },
];

it.each([
  ['PL', 'pon.–pt. 8:00–18:00, sob. 9:30–13:00'],
  ['EN', 'Mon–Fri 8:00–18:00, Sat 9:30–13:00'],
  ['UK', 'пн–пт 8:00–18:00, сб 9:30–13:00'],
] as const)('opening hours are written in %s', (language, written) => {
  expect(writtenHours({ openingHours: WEEK }, language).replaceAll('\u00a0', ' ')).toBe(written);
});

it('a retailer that states no opening hours is taken at its word', () => {
  expect(writtenHours({ hours: 'całą dobę' }, 'EN')).toBe('całą dobę');
});

it('hours are in the language that is asked for, else in that of the request', async () => {
  const api = await startApi('sqlite');
  const { data } = await api.gql(
    '{ service { support { hours en: hours(language: EN) } } }',
    {},
    { headers: { 'accept-language': 'uk' } },
  );
  expect(data.service.support[0]).toEqual({
    hours: 'пн–пт\u00a08:00–18:00',
    en: 'Mon–Fri\u00a08:00–18:00',
  });
  await api.close();
});
