// The chart as a picture of its own, with title, axis and legend: on the page these are HTML around the columns.
import { format } from '@ebok/shell';
import { isGap, type Bar } from '../bars';
import { layerName } from '../chart/layer-names';
import { layersOf, scaleOfLayers, type Layer, type LayerName } from '../chart/layers';
import { thinned } from '../chart/names';
import type { Scale } from '../chart/scale';
import type { Energy } from '../labels';
import type { View } from '../periods';
import { t } from '../texts';

const SIZE = { width: 1200, height: 640 };
const PLOT = { left: 90, top: 110, width: 1090, height: 470 };
const COLOURS: Record<LayerName, string> = {
  before: '#b8c2bd',
  beforeFed: '#b8c2bd',
  now: '#1f6f54',
  fed: '#b26a00',
  zone1: '#1f6f54',
  zone2: '#3d7fb5',
  zone3: '#7a4fa3',
  fixed: '#c9d6cf',
  forecast: '#a9cdbd',
};

/** What the picture shows. */
export interface Shown {
  title: string;
  bars: readonly Bar[];
  view: View;
  energy: Energy;
  unit: 'kWh' | 'zl';
  zoneNames: readonly string[];
}

/** Draws the chart as an SVG file. */
export function chartPicture(shown: Shown): string {
  const layers = layersOf(shown.bars, shown.unit);
  const scale = scaleOfLayers(layers, shown.bars.length);
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" width="${SIZE.width}" height="${SIZE.height}" ` +
    `viewBox="0 0 ${SIZE.width} ${SIZE.height}" font-family="Noto Sans, Arial, sans-serif" font-size="15" fill="#1d2521">` +
    '<defs><pattern id="estimated" width="8" height="8" patternUnits="userSpaceOnUse">' +
    '<path d="M-2 2l4-4M0 8l8-8M6 10l4-4" stroke="#fff" stroke-width="2"/></pattern></defs>' +
    '<rect width="100%" height="100%" fill="#fff"/>' +
    text(20, 40, shown.title, 'font-size="22" font-weight="700"') +
    legend(layers, shown) +
    axis(scale) +
    gaps(shown.bars) +
    columns(layers, scale, shown.bars.length) +
    names(shown) +
    '</svg>'
  );
}

/** The same as a PNG, twice as large for sharp print. */
export async function asPng(svg: string): Promise<Blob> {
  const image = new Image();
  // The page's policy allows pictures from data addresses.
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await image.decode();
  const canvas = document.createElement('canvas');
  canvas.width = SIZE.width * 2;
  canvas.height = SIZE.height * 2;
  canvas.getContext('2d')!.drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve, reject) =>
    canvas.toBlob(
      (blob) => (blob ? resolve(blob) : reject(new Error('The browser made no picture'))),
      'image/png',
    ),
  );
}

const round = (value: number) => Math.round(value * 100) / 100;
const yOf = (value: number, { min, max }: Scale) =>
  round(PLOT.top + (PLOT.height * (max - value)) / (max - min));

function legend(layers: readonly Layer[], shown: Shown): string {
  const words: [string, string][] = layers
    .filter(({ name }) => name !== 'beforeFed')
    .map(({ name }) => [`fill="${COLOURS[name]}"`, layerName(name, shown)]);
  if (layers.some(({ estimated }) => estimated.some(Boolean)))
    words.push([`fill="${COLOURS.now}"`, t('usage.estimated')]);
  if (layers.some(({ partial }) => partial.some(Boolean)))
    words.push([
      `fill="${COLOURS.now}" fill-opacity="0.5" stroke="#1d2521" stroke-dasharray="3 2"`,
      t('usage.partial'),
    ]);
  if (shown.bars.some((bar) => isGap(bar))) words.push(['fill="#eceeed"', t('usage.gap')]);
  let x = 20;
  let drawn = '';
  for (const [paint, word] of words) {
    drawn += `<rect x="${x}" y="62" width="16" height="16" ${paint}/>`;
    if (word === t('usage.estimated'))
      drawn += `<rect x="${x}" y="62" width="16" height="16" fill="url(#estimated)"/>`;
    drawn += text(x + 24, 75, word);
    x += 24 + word.length * 9 + 24;
  }
  return drawn + text(20, PLOT.top - 8, shown.unit === 'zl' ? 'zł' : 'kWh', 'font-size="13"');
}

function axis(scale: Scale): string {
  return scale.ticks
    .map((tick) => {
      const y = yOf(tick, scale);
      const name = format.number(Math.abs(tick), { decimals: scale.decimals });
      const line = `<path d="M${PLOT.left} ${y}h${PLOT.width}" stroke="${tick === 0 ? '#1d2521' : '#d9dedb'}"/>`;
      return line + text(PLOT.left - 10, y + 5, name, 'text-anchor="end"');
    })
    .join('');
}

function gaps(bars: readonly Bar[]): string {
  const step = PLOT.width / bars.length;
  return bars
    .map((bar, n) =>
      isGap(bar)
        ? `<rect x="${round(PLOT.left + n * step)}" y="${PLOT.top}" width="${round(step)}" height="${PLOT.height}" fill="#eceeed"/>`
        : '',
    )
    .join('');
}

/** Layers of a group stand on each other; those below zero hang from it. */
function columns(layers: readonly Layer[], scale: Scale, count: number): string {
  const groups = [...new Set(layers.map(({ group }) => group))];
  const step = PLOT.width / count;
  const width = (step * 0.76) / groups.length;
  let drawn = '';
  groups.forEach((group, place) => {
    const own = layers.filter((layer) => layer.group === group);
    for (let n = 0; n < count; n++) {
      const x = round(PLOT.left + n * step + step * 0.12 + place * width);
      const reached = { up: 0, down: 0 };
      for (const { name, values, estimated, partial } of own) {
        const value = values[n] ?? 0;
        if (value === 0) continue;
        const side = value > 0 ? 'up' : 'down';
        const [a, b] = [yOf(reached[side], scale), yOf((reached[side] += value), scale)];
        const box = `x="${x}" y="${Math.min(a, b)}" width="${round(width)}" height="${round(Math.abs(a - b))}"`;
        const edge = partial[n] ? ' fill-opacity="0.5" stroke="#1d2521" stroke-dasharray="3 2"' : '';
        drawn += `<rect ${box} fill="${COLOURS[name]}"${edge}/>`;
        if (estimated[n]) drawn += `<rect ${box} fill="url(#estimated)"/>`;
      }
    }
  });
  return drawn;
}

function names({ bars, view }: Shown): string {
  const step = PLOT.width / bars.length;
  const shorts = bars.map(({ short }) => short);
  return thinned(shorts, view, PLOT.width)
    .map((name, n) =>
      name === ''
        ? ''
        : text(
            round(PLOT.left + (n + 0.5) * step),
            PLOT.top + PLOT.height + 26,
            name,
            'text-anchor="middle"',
          ),
    )
    .join('');
}

function text(x: number, y: number, words: string, more = ''): string {
  const escaped = words.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  return `<text x="${x}" y="${y}" ${more}>${escaped}</text>`;
}
