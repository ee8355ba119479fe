#!/usr/bin/env bash
# libxml2-wasm 0.7.2 in worker threads, one after the other, that each compile an XSD of 400 kB (seen with Node 20.20.2, V8 11.3).
#
# Expected: a thread's start costs the same whether or not another one lives.
# Seen: V8 shares WebAssembly code between the threads of a process while one of them holds it. A thread that starts alone compiles
# the hot functions anew. That happens in V8's background threads, so no CPU profile of the main thread or of the worker shows it.
# Leads to: a pool that ends its last idle thread, or a test suite with a validator for each test, pays for it each time.
# Instead: keep one thread with the library alive.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{ "private": true, "type": "module" }' > package.json
npm install --silent --no-audit --no-fund libxml2-wasm@0.7.2

cat > thread.mjs <<'JS'
import { parentPort } from 'node:worker_threads';
import { XmlDocument, XsdValidator } from 'libxml2-wasm';

const types = Array.from(
  { length: 1500 },
  (_, n) => `<xs:complexType name="T${n}"><xs:sequence>
    <xs:element name="day" type="xs:date" minOccurs="0"/>
    <xs:element name="sum"><xs:simpleType><xs:restriction base="xs:decimal"><xs:fractionDigits value="2"/></xs:restriction></xs:simpleType></xs:element>
  </xs:sequence></xs:complexType><xs:element name="e${n}" type="T${n}"/>`,
).join('');
XsdValidator.fromDoc(
  XmlDocument.fromString(`<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">${types}</xs:schema>`),
).validate(XmlDocument.fromString('<e7><sum>1.20</sum></e7>'));
parentPort.on('message', () => undefined);
parentPort.postMessage('valid');
JS

cat > measure.mjs <<'JS'
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';

const THREADS = 12;

async function started() {
  const thread = new Worker(new URL('thread.mjs', import.meta.url));
  await once(thread, 'message');
  return thread;
}

/** Milliseconds of processor time for a thread's life, of the whole process. */
async function perThread() {
  const before = process.cpuUsage();
  for (let n = 0; n < THREADS; n++) await (await started()).terminate();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000 / THREADS;
}

await (await started()).terminate();
const alone = await perThread();
const kept = await started();
await new Promise((resolve) => setTimeout(resolve, 1000));
const beside = await perThread();
await kept.terminate();
console.log(`Node ${process.version}: ${alone.toFixed(0)} ms a thread, ${beside.toFixed(0)} ms beside one that lives`);
if (beside > alone * 0.75) throw new Error('a thread beside another one is no longer much cheaper');
JS
node measure.mjs
echo "As found: a thread that starts alone compiles the library anew."
