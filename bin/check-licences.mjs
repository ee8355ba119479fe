// Licences of everything that reaches production, from the lockfile: only permissive ones pass.
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { ROOT } from './prepare.mjs';

const PERMISSIVE = new Set([
  'MIT',
  'ISC',
  'BSD-2-Clause',
  'BSD-3-Clause',
  '0BSD',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'Unlicense',
  'CC0-1.0',
  'MIT-0',
  'Python-2.0',
  'PSF-2.0',
  'Zlib',
  // For fonts only: it requires that the font is not sold by itself and keeps its name.
  'OFL-1.1',
]);
/** The LICENSE file is MIT's, but package.json does not name a licence. */
const UNNAMED = { 'png-js': 'MIT' };
/** The last release of ApexCharts under MIT; from 5.0.0 its licence is proprietary. */
const APEXCHARTS = '4.7.0';

/** @returns {string[]} one line for each package whose licence is not allowed */
export function licenceFaults() {
  const { packages } = JSON.parse(readFileSync(path.join(ROOT, 'package-lock.json'), 'utf8'));
  const faults = [];
  for (const [place, entry] of Object.entries(packages)) {
    if (!place.includes('node_modules/') || entry.link) continue;
    const name = place.split('node_modules/').at(-1);
    if (name === 'apexcharts' && entry.version !== APEXCHARTS)
      faults.push(`apexcharts must be exactly ${APEXCHARTS}, not ${entry.version}`);
    if (entry.dev || entry.devOptional || (entry.optional && !existsSync(path.join(ROOT, place)))) continue;
    const licence = entry.license ?? licenceOf(place) ?? UNNAMED[name];
    if (!isPermissive(licence)) faults.push(`${name}@${entry.version}: ${licence ?? 'no licence named'}`);
  }
  return faults;
}

/** "(MIT OR GPL-3.0)" passes when one side does; "MIT AND X" only when both do. */
function isPermissive(expression) {
  if (typeof expression !== 'string') return false;
  const plain = expression.replace(/[()]/g, '');
  if (plain.includes(' OR ')) return plain.split(' OR ').some(isPermissive);
  return plain.split(' AND ').every((one) => PERMISSIVE.has(one.trim()));
}

function licenceOf(place) {
  const file = path.join(ROOT, place, 'package.json');
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')).license : undefined;
}
