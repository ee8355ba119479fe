#!/usr/bin/env bash
# @cityssm/green-button-parser 1.0.1 reads a Green Button feed (ESPI) with an estimated and a measured interval.
#
# Expected: the reader names the quality of a reading as it names kinds, units and directions: `8` is "Estimated using reference day" in its table.
# Seen: ReadingQuality holds an element `quality` by the schema of ESPI. The reader looks up the outer element, so the name of every quality is
# undefined (null in JSON), and its TypeScript types state a number where an object is.
# Leads to: estimates that look like measured values wherever a program relies on ReadingQuality_values.
# Instead: read ReadingQuality[n].quality, and look it up in lookups.readingQualities.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --save-exact @cityssm/green-button-parser@1.0.1
cat > read.mjs <<'JS'
import { atomToGreenButtonJson, helpers, lookups } from '@cityssm/green-button-parser';

const time = (start) => `<timePeriod><duration>900</duration><start>${start}</start></timePeriod>`;
const feed = await atomToGreenButtonJson(`<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom">
  <id>urn:uuid:0f2b7b0e-0000-4000-8000-000000000001</id><title>Use</title><updated>2026-01-02T00:00:00Z</updated>
  <entry>
    <id>urn:uuid:0f2b7b0e-0000-4000-8000-000000000002</id>
    <link rel="self" href="/IntervalBlock/1"/><link rel="up" href="/IntervalBlock"/><title>Day</title>
    <content type="application/xml"><IntervalBlock xmlns="http://naesb.org/espi">
      <interval><duration>1800</duration><start>1767222000</start></interval>
      <IntervalReading><ReadingQuality><quality>8</quality></ReadingQuality>${time(1767222000)}<value>120</value></IntervalReading>
      <IntervalReading>${time(1767222900)}<value>130</value></IntervalReading>
    </IntervalBlock></content>
    <published>2026-01-02T00:00:00Z</published><updated>2026-01-02T00:00:00Z</updated>
  </entry>
</feed>`);
const [{ content }] = helpers.getEntriesByContentType(feed, 'IntervalBlock');
for (const { value, ReadingQuality, ReadingQuality_values } of content.IntervalBlock[0].IntervalReading)
  console.log(value, JSON.stringify(ReadingQuality ?? null), JSON.stringify(ReadingQuality_values ?? null));
console.log('8 is', lookups.readingQualities[8]);
JS
node read.mjs | tee seen
diff seen - <<'SEEN'
120 [{"quality":8}] [null]
130 null null
8 is Estimated using reference day
SEEN
echo "As found: the quality is read, and its name is not found."
