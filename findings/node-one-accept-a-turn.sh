#!/usr/bin/env bash
# Node.js 22.23.3 and 24.21.0 (libuv 1.51.0 and 1.52.1), the binaries from npm's package "node".
#
# Expected: in each turn of the event loop, a server accepts all connections that wait in the kernel's backlog.
# Seen: each turn accepts one connection, however many wait.
# Leads to: the length of a turn limits how many new clients a server accepts. With turns of 20 ms it is fifty a second. The others wait in
# the backlog, which no timer of the server covers: under load a 503 reaches new clients seconds late. Closing a listener also resets
# connections whose clients have already sent their request.
# Instead: keep turns short while others wait, and let the proxy keep connections open. Before a listener is closed, run turns until one
# accepts no connection.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
cat > accept.mjs <<'JS'
import { fork } from 'node:child_process';
import { connect, createServer } from 'node:net';

const CLIENTS = 60;
if (process.argv[2]) {
  for (let n = 0; n < CLIENTS; n++) connect(Number(process.argv[2]), '127.0.0.1').on('error', () => {});
} else {
  const accepted = new Map();
  let turn = 0;
  let count = 0;
  const server = createServer(() => {
    accepted.set(turn, (accepted.get(turn) ?? 0) + 1);
    count++;
  }).listen(0, '127.0.0.1', 511);
  server.once('listening', () => {
    const clients = fork(process.argv[1], [String(server.address().port)]);
    // Busy until all are connected, which the kernel does by itself.
    for (const end = Date.now() + 3000; Date.now() < end; );
    const next = () => {
      turn++;
      if (count < CLIENTS) return void setImmediate(next);
      const most = Math.max(...accepted.values());
      console.log(`${process.version}: ${CLIENTS} connections in ${accepted.size} turns, at most ${most} in one`);
      clients.kill();
      process.exit();
    };
    setImmediate(next);
  });
}
JS
for version in 22.23.3 24.21.0; do
  mkdir "$version"
  (cd "$version" && npm init -y >/dev/null && npm install --silent --no-audit --no-fund "node@$version" && ./node_modules/node/bin/node ../accept.mjs)
done | tee seen
diff seen - <<'SEEN'
v22.23.3: 60 connections in 60 turns, at most 1 in one
v24.21.0: 60 connections in 60 turns, at most 1 in one
SEEN
echo "As found: one connection is accepted in each turn of the event loop."
