#!/usr/bin/env bash
# pdfkit 0.20.2 on the Node.js that runs this (seen with 20.20.2).
#
# Expected: a PDFDocument is a stream, so what is drawn leaves as it is written, at least once somebody listens to "data".
# Seen: a document that is drawn in one go stays whole in its stream until the drawing ends, in pieces of some twenty bytes: a tagged table of
# 2,000 rows and three columns waits as 24,470 buffers. A listener added before the first stroke changes nothing, since a stream that nobody has
# read yet takes every push for part of a read. One read() to the end of what is there, and each piece is handed on at once.
# Leads to: some 300 bytes of heap for each piece, ten times the file: 58 MB live for a document of 5 MB, and a process that peaks with it.
# Instead: listen, read() until it gives null, then draw; and join the pieces as they come.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --save-exact pdfkit@0.20.2
cat > draw.cjs <<'JS'
const PDFDocument = require('pdfkit');

const ROWS = 2000;

/** Draws a tagged table in one go. @returns what waits in the stream before the document is ended */
function draw(prepare) {
  const doc = new PDFDocument({
    pdfVersion: '1.7',
    subset: 'PDF/UA',
    tagged: true,
    lang: 'pl-PL',
    displayTitle: true,
    info: { Title: 'Table' },
  });
  prepare(doc);
  const table = doc.struct('Table');
  doc.addStructure(table);
  for (let n = 0; n < ROWS; n++) {
    if (n > 0 && n % 50 === 0) doc.addPage();
    const row = doc.struct('TR');
    table.add(row);
    for (const [column, text] of ['Energy', '118', '0.62'].entries()) {
      const cell = doc.struct('TD');
      row.add(cell);
      cell.add(() => doc.text(text, 50 + column * 150, 50 + (n % 50) * 12, { lineBreak: false }));
      cell.end();
    }
    row.end();
  }
  const pieces = doc._readableState.buffer.length;
  const bytes = doc.readableLength;
  table.end();
  doc.end();
  return `${pieces} pieces wait, ${pieces === 0 ? 0 : Math.round(bytes / pieces)} bytes each`;
}

console.log(`nobody listens: ${draw(() => {})}`);
console.log(`a listener: ${draw((doc) => doc.on('data', () => {}))}`);
const readOnce = (doc) => {
  doc.on('data', () => {});
  while (doc.read() !== null);
};
console.log(`a listener, and read once: ${draw(readOnce)}`);
JS
node draw.cjs | tee seen
diff seen - <<'SEEN'
nobody listens: 24470 pieces wait, 24 bytes each
a listener: 24470 pieces wait, 24 bytes each
a listener, and read once: 0 pieces wait, 0 bytes each
SEEN
echo "As found: what is drawn waits in pieces until it is read, and listening is not reading."
