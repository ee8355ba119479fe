// Moves a channel: forward is a deployment, back a rollback. Each move sends the revision it is based on, so that two
// people who move at once cannot overwrite each other.
import { ask, portal, Refused, thisSlice } from './registry.mjs';

/**
 * `npm run promote [-- VERSION | built-in]`: the version for everybody. Without a version it is the canary's, else
 * the newest one published since that was never promoted, so that the command can be repeated. `built-in` returns the
 * slice to the gateway's build.
 */
export async function promote([version]) {
  const { name } = thisSlice();
  const moved = await move(name, 'stable', { version });
  if (moved.advice) {
    say(`${name}: nothing changed, ${moved.to ? `everybody keeps ${moved.to}` : 'nobody gets any version'}.`);
    return next(`${moved.advice}.`);
  }
  if (!moved.isMoved) return say(`${name} ${moved.to} is what everybody gets already: nothing changed.`);
  if (version === 'built-in')
    return say(`${name} follows what the gateway is built with again: ${moved.to}.`);
  say(`${name}: everybody gets ${moved.to} from now on${before(moved)}.`);
  next(`If something is wrong: npm run rollback -w mf-${name}.`);
}

/** `npm run canary -- 10 [VERSION]`: the version for a percentage of visitors; 0 ends it. */
export async function canary([share, version]) {
  const { name } = thisSlice();
  const percentage = Number(share);
  if (!share || !Number.isInteger(percentage) || percentage < 0 || percentage > 100)
    throw new Refused(`Say which percentage of visitors: npm run canary -w mf-${name} -- 10`, 2);
  const moved = await move(name, 'canary', { version, percentage });
  if (percentage === 0)
    return say(`${name}: ${moved.isMoved ? 'the canary is over' : 'there was no canary'}.`);
  const what = `${percentage} % of visitors get ${moved.to}`;
  say(`${name}: ${what}${moved.isMoved ? '' : ' already: nothing changed'}.`);
  next(`When it is good: npm run promote -w mf-${name}. To end it: npm run canary -w mf-${name} -- 0.`);
}

/** `npm run preview -- NAME [VERSION | off]`: the version for visitors who open the preview's link. */
export async function preview([channel, version]) {
  const { name } = thisSlice();
  if (!channel || ['stable', 'canary'].includes(channel))
    throw new Refused(`Give the preview a name: npm run preview -w mf-${name} -- NAME`, 2);
  const moved = await move(name, channel, { version: version === 'off' ? null : version });
  if (version === 'off') return say(`${name}: the preview ${channel} is over.`);
  say(
    `${name} ${moved.to} is shown to whoever opens ${portal()}/podglad/${channel}; ${portal()}/podglad ends that.`,
  );
}

/** `npm run rollback [-- VERSION]`: the former version, or none before the first. Repeated, it changes nothing. */
export async function rollback([version]) {
  const { name } = thisSlice();
  const { channels } = await ask('GET', name);
  const moved = await ask('POST', `${name}/rollback`, { version, revision: seen(channels, 'stable') });
  if (!moved.isMoved) {
    say(`${name}: already rolled back to ${moved.to ?? 'nothing'}, nothing changed.`);
    return next(
      `Further back: npm run rollback -w mf-${name} -- VERSION; npm run list -w mf-${name} has them.`,
    );
  }
  if (moved.to) say(`${name}: everybody gets ${moved.to} again${before(moved)}.`);
  else say(`${name}: nobody gets any version${before(moved)}, as before the first one.`);
  if (moved.advice) next(`It does not fit what is here now:\n${moved.advice}`);
  const tried = find(channels, 'canary');
  if (tried?.version)
    next(`${tried.percentage} % still get ${tried.version}: npm run canary -w mf-${name} -- 0 ends that.`);
}

/**
 * `npm run remove`: removes the slice from the page, with its addresses, menu entries, canary and previews. Repeated,
 * it changes nothing.
 */
export async function remove() {
  const { name } = thisSlice();
  const { channels } = await ask('GET', name);
  const moved = await ask('POST', `${name}/remove`, { revision: seen(channels, 'stable') });
  if (!moved.isMoved) return say(`${name}: nobody gets any version already, nothing changed.`);
  say(`${name}: taken out of the page${before(moved)}. Open tabs keep what they have.`);
  next(`To bring it back: npm run rollback -w mf-${name}. Its files go 30 days after their last use.`);
}

async function move(name, channel, body) {
  const { channels } = await ask('GET', name);
  return ask('PUT', `${name}/channels/${channel}`, { ...body, revision: seen(channels, channel) });
}

/** The channel's revision; 0 before its first move. An ended channel has one too. */
function seen(channels, channel) {
  return find(channels, channel)?.revision ?? 0;
}

function find(channels, wanted) {
  return channels.find(({ channel }) => channel === wanted);
}

function before({ from }) {
  return from ? ` (before: ${from})` : '';
}

function say(text) {
  process.stdout.write(`${text}\n`);
}

function next(text) {
  process.stdout.write(`  ${text}\n`);
}
