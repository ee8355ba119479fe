import { createHash } from 'node:crypto';
import { addressLabel } from '../consumption-points/point-label';
import { escapeHtml } from '../texts/escape-html';
import { text } from '../texts/text';
import { Direction } from '../usage/usage.input';
import type { Part } from './export-reader';
import type { Export } from './format';
import { Quality, type Series } from './series';

/** March's and October's last Sunday, at 2:00 and 3:00 by the clock; ESPI packs month, rule, weekday and hour in bits. */
const CLOCKS =
  '<LocalTimeParameters xmlns="http://naesb.org/espi"><dstEndRule>AE0E3000</dstEndRule><dstOffset>3600</dstOffset>' +
  '<dstStartRule>3E0E2000</dstStartRule><tzOffset>3600</tzOffset></LocalTimeParameters>';
const SECONDS: Partial<Record<Export['resolution'], number>> = { QUARTER_HOUR: 900, HOUR: 3600, DAY: 86_400 };
/** Codes of ESPI: delivered to the customer, and received from them. */
const FLOW: Record<Direction, number> = { CONSUMPTION: 1, PRODUCTION: 19 };
const ESTIMATED = '<ReadingQuality><quality>8</quality></ReadingQuality>';
const ROOT = '/espi/1_1/resource';

/** Writes a Green Button download: an Atom feed of ESPI 4.0. Energy is whole watt-hours; gaps are left out. */
export async function* greenButtonOf(of: Export): AsyncGenerator<string> {
  const { parts, reader, resolution, language, now } = of;
  const entry = entriesAt(now);
  yield (
    `<?xml version="1.0" encoding="UTF-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom">` +
    `<id>${uuid(now.toISOString(), ...parts.map(({ point }) => point.id))}</id>` +
    `<title>${xmlText(text(language, 'usageExport.sheet'))}</title><updated>${now.toISOString()}</updated>` +
    entry(`${ROOT}/LocalTimeParameters/1`, CLOCKS)
  );
  let pointId = '';
  for (const part of parts) {
    if (part.point.id !== pointId) yield usagePoint(part, entry);
    pointId = part.point.id;
    const readings = readingsOf(part);
    yield meterReading(part, SECONDS[resolution], entry);
    let block = 0;
    for await (const series of reader.series(part, resolution)) {
      const content = intervalBlock(series);
      if (content) yield entry(`${readings}/IntervalBlock/${++block}`, content);
    }
  }
  yield '</feed>\n';
}

type Entry = (self: string, content: string, more?: { title?: string; related?: string[] }) => string;

/** An entry leads to others by its links, and its parent is the address before its own id. */
function entriesAt(now: Date): Entry {
  const at = now.toISOString();
  const link = (rel: string, href: string) => `<link rel="${rel}" href="${href}"/>`;
  return (self, content, { title = '', related = [] } = {}) =>
    `<entry><id>${uuid(self)}</id>${link('self', self)}${link('up', self.slice(0, self.lastIndexOf('/')))}` +
    related.map((href) => link('related', href)).join('') +
    `<title>${xmlText(title)}</title><content type="application/xml">${content}</content>` +
    `<published>${at}</published><updated>${at}</updated></entry>\n`;
}

function usagePoint({ point }: Part, entry: Entry): string {
  const self = `${ROOT}/UsagePoint/${encodeURIComponent(point.id)}`;
  const tariff = point.tariff ? `<tariffProfile>${xmlText(point.tariff)}</tariffProfile>` : '';
  return entry(
    self,
    '<UsagePoint xmlns="http://naesb.org/espi"><ServiceCategory><kind>0</kind></ServiceCategory><status>1</status>' +
      `<serviceDeliveryPoint><name>${xmlText(point.ppe)}</name>${tariff}</serviceDeliveryPoint></UsagePoint>`,
    {
      title: point.ownLabel ?? addressLabel(point),
      related: [`${self}/MeterReading`, `${ROOT}/LocalTimeParameters/1`],
    },
  );
}

function readingsOf({ point, direction }: Part): string {
  return `${ROOT}/UsagePoint/${encodeURIComponent(point.id)}/MeterReading/${direction.toLowerCase()}`;
}

function meterReading(part: Part, seconds: number | undefined, entry: Entry): string {
  const self = readingsOf(part);
  const type = `${ROOT}/ReadingType/${encodeURIComponent(part.point.id)}-${part.direction.toLowerCase()}`;
  const length = seconds === undefined ? '' : `<intervalLength>${seconds}</intervalLength>`;
  return (
    entry(self, '<MeterReading xmlns="http://naesb.org/espi"/>', {
      related: [`${self}/IntervalBlock`, type],
    }) +
    entry(
      type,
      '<ReadingType xmlns="http://naesb.org/espi"><accumulationBehaviour>4</accumulationBehaviour>' +
        `<commodity>1</commodity><dataQualifier>12</dataQualifier><flowDirection>${FLOW[part.direction]}</flowDirection>` +
        `${length}<kind>12</kind><powerOfTenMultiplier>0</powerOfTenMultiplier><timeAttribute>0</timeAttribute>` +
        '<uom>72</uom></ReadingType>',
    )
  );
}

/** Empty where nothing was measured. */
function intervalBlock({ starts, ends, wh, quality }: Series): string {
  let readings = '';
  starts.forEach((start, n) => {
    if (wh[n] === null) return;
    readings +=
      `<IntervalReading>${quality[n] === Quality.ESTIMATED ? ESTIMATED : ''}${period(start, ends[n]!, 'timePeriod')}` +
      `<value>${wh[n]}</value></IntervalReading>`;
  });
  if (readings === '') return '';
  return (
    `<IntervalBlock xmlns="http://naesb.org/espi">${period(starts[0]!, ends.at(-1)!, 'interval')}` +
    `${readings}</IntervalBlock>`
  );
}

function period(start: number, end: number, name: string): string {
  return `<${name}><duration>${(end - start) / 1000}</duration><start>${start / 1000}</start></${name}>`;
}

/** XML has no place for controls and halves of characters, however they are written. */
function xmlText(value: string): string {
  return escapeHtml(value.replace(/[\p{Cc}\p{Cs}\uFFFE\uFFFF]/gu, ' '));
}

/** The same id for the same thing in every export (version 5, from a hash). */
function uuid(...names: string[]): string {
  const hex = createHash('sha1').update(names.join('\n')).digest('hex');
  const variant = ((parseInt(hex[16]!, 16) & 3) | 8).toString(16);
  return `urn:uuid:${hex.slice(0, 8)}-${hex.slice(8, 12)}-5${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
