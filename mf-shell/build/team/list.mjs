import { ask, portal, thisSlice } from './registry.mjs';

/** `npm run list`: the version of each channel, other versions, and the history of moves. */
export async function list() {
  const { name } = thisSlice();
  const { channels: all, versions, moves, followsBuild } = await ask('GET', name);
  const channels = all.filter(({ version }) => version !== null);
  const lines = [`${name} at ${portal()}`, ''];
  for (const { channel, version, percentage } of channels)
    lines.push(
      `  ${channel.padEnd(10)} ${version}${channel === 'canary' ? `  ${percentage} % of visitors` : ''}`,
    );
  if (channels.length === 0) lines.push('  Nobody gets any version yet.');
  if (followsBuild && channels.length > 0)
    lines.push('  Follows what the gateway was built with, until you promote a version.');
  lines.push('', 'Versions');
  for (const { version, publishedAt, publishedBy, bytes } of versions)
    lines.push(`  ${version.padEnd(22)} ${time(publishedAt)}  ${publishedBy.padEnd(16)} ${kilobytes(bytes)}`);
  if (versions.length === 0) lines.push(`  None: npm run publish -w mf-${name}`);
  lines.push('', 'Moves');
  for (const move of moves) lines.push(`  ${time(move.movedAt)}  ${describe(move)}`);
  process.stdout.write(`${lines.join('\n')}\n`);
}

function describe({ kind, channel, fromVersion, toVersion, percentage, movedBy }) {
  const share = channel === 'canary' && toVersion ? ` ${percentage} %` : '';
  return `${kind.toLowerCase().replace('_', '-').padEnd(8)} ${channel}${share}: ${fromVersion ?? '—'} → ${toVersion ?? '—'}  by ${movedBy}`;
}

function time(instant) {
  return instant.slice(0, 16).replace('T', ' ');
}

function kilobytes(bytes) {
  return `${(bytes / 1000).toFixed(0).padStart(5)} kB`;
}
