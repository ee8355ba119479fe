// Prints what an open reader of Green Button finds in a download: start, duration, watt-hours and quality of each reading.
import { readFileSync } from 'node:fs';
import { atomToGreenButtonJson, helpers } from '@cityssm/green-button-parser';

const feed = await atomToGreenButtonJson(readFileSync(process.argv[2], 'utf8'));
const readings = helpers
  .getEntriesByContentType(feed, 'IntervalBlock')
  .flatMap(({ content }) => content.IntervalBlock.flatMap((block) => block.IntervalReading))
  .map(({ timePeriod, value, ReadingQuality }) => [
    timePeriod.start,
    timePeriod.duration,
    value,
    ReadingQuality?.[0]?.quality ?? null,
  ]);
console.log(JSON.stringify(readings));
