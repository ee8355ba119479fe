import { parse, specifiedRules, validate, type GraphQLError, type GraphQLSchema } from 'graphql';
import { LIMITS, limitsRule } from '../../graphql/limits';
import { satisfies } from 'semver';
import type { Version } from '../page/catalogue';
import type { Description, Operations, SlicePackage } from './manifest';
import { ReleaseError } from './release-error';

/** @throws ReleaseError naming every operation that this gateway could not run */
export function rejectInvalidOperations(schema: GraphQLSchema, slice: string, operations: Operations): void {
  const faults = Object.values(operations).flatMap((text) =>
    operationFaults(schema, text).map((fault) => `  ${firstLine(text)}: ${fault}`),
  );
  if (faults.length > 0)
    throw new ReleaseError(
      400,
      `Operations of ${slice} do not fit the schema this gateway serves:\n${faults.join('\n')}\nBring schema.graphql up to date, correct them and run codegen; or wait until the gateway with the new schema is up.`,
    );
}

/** What is wrong with an operation's text, in sentences; nothing for one that runs. */
export function operationFaults(schema: GraphQLSchema, text: string): string[] {
  try {
    const document = parse(text, { maxTokens: LIMITS.tokens });
    return validate(schema, document, [...specifiedRules, limitsRule]).map(({ message }) => message);
  } catch (error) {
    return [(error as GraphQLError).message];
  }
}

/** Collects the owner of each address: the shell's from its manifest, a slice's from its slice.json. */
export type Placed = Pick<SlicePackage, 'manifest' | 'description'>;

/** @throws ReleaseError when an address of this version belongs to the shell or to another slice */
export function rejectTakenRoutes(slice: string, version: Placed, others: Version[]): void {
  const routes = routesOf(version);
  for (const other of others) {
    if (other.slice === slice) continue;
    const theirs = routesOf(other);
    const taken = routes.find((route) => theirs.some((one) => isWithin(route, one) || isWithin(one, route)));
    if (taken)
      throw new ReleaseError(
        409,
        `${taken} belongs to ${other.slice} already: choose other routes in ${slice === 'shell' ? 'shell' : 'slice'}.json.`,
      );
  }
}

/** @throws ReleaseError when the gateway itself answers at an address of this slice: its page would never be seen there */
export function rejectGatewayRoutes({ routes }: Description, own: ReadonlySet<string>): void {
  const taken = routes.find((route) => own.has(route.split('/')[1]!));
  if (taken)
    throw new ReleaseError(
      409,
      `${taken} is an address of the gateway itself: choose other routes in slice.json.`,
    );
}

/** A version that has, or is to have, a place on the page. */
export type Candidate = Pick<Version, 'slice' | 'version' | 'manifest' | 'description'>;

/** A version and the channel whose visitors get it. */
export interface Live {
  channel: string;
  version: Candidate;
}

/** Why a slice and a shell don't go together, in a sentence; undefined where they do. */
export function incompatibility(slice: Candidate, shell: Candidate): string | undefined {
  const named = `${slice.slice} ${slice.version}`;
  const range = slice.description?.shell;
  if (range && !admits(range, shell.version))
    return `${named} is for shell ${range}, and here is ${shell.version}`;
  const { libraries: shared = {} } = shell.manifest;
  for (const [library, version] of Object.entries(slice.manifest.libraries ?? {})) {
    const here = shared[library];
    if (here && majorOf(here) !== majorOf(version))
      return `${named} was built with ${library} ${version}, and shell ${shell.version} has ${library} ${here}`;
  }
  return undefined;
}

/**
 * Lists the conflicts that a move would cause, one sentence each. Shares of canaries are independent, so
 * every slice can meet every shell.
 * Previews are not checked. A conflict that existed before does not block a move of another slice.
 */
export function newConflicts(before: Live[], after: Live[]): Conflict[] {
  const known = new Set(conflicts(before).map(keyOf));
  return conflicts(after).filter((one) => !known.has(keyOf(one)));
}

/** A slice's version that visitors get with a shell it doesn't go with. */
export interface Conflict {
  slice: Candidate;
  /** Whose shell that is: `stable` or `canary`. */
  channel: string;
  sentence: string;
}

function conflicts(live: Live[]): Conflict[] {
  const shown = live.filter(({ channel }) => channel === 'stable' || channel === 'canary');
  const slices = shown.map(({ version }) => version).filter(({ slice }) => slice !== 'shell');
  return shown
    .filter(({ version }) => version.slice === 'shell')
    .flatMap(({ channel, version: shell }) =>
      slices.flatMap((slice) => {
        const sentence = incompatibility(slice, shell);
        return sentence ? [{ slice, channel, sentence }] : [];
      }),
    );
}

function keyOf({ slice: { slice, version }, channel }: Conflict): string {
  return `${channel} ${slice}@${version}`;
}

/** @throws ReleaseError naming what would not fit any more */
export function rejectNewConflicts(moved: string, before: Live[], after: Live[]): void {
  const faults = [...new Set(newConflicts(before, after).map(({ sentence }) => sentence))];
  if (faults.length > 0)
    throw new ReleaseError(
      409,
      `${moved} can't be moved there, visitors would get what does not fit:\n${lines(faults)}\nFirst promote slices whose slice.json accepts both shells, such as "^0.1.0 || ^0.2.0"; a preview shows what does not fit yet.`,
    );
}

/** @throws ReleaseError when the slice is for none of the shells that are here */
export function rejectOtherShell(slice: Candidate, shells: Candidate[]): void {
  const faults = shells.map((shell) => incompatibility(slice, shell));
  if (faults.length === 0 || faults.includes(undefined)) return;
  throw new ReleaseError(
    400,
    `${lines(faults)}\nTry it on this shell, and correct "shell" in slice.json or the versions in package.json.`,
  );
}

function lines(faults: (string | undefined)[]): string {
  return faults.map((fault) => `  ${fault}`).join('\n');
}

function majorOf(version: string): string | undefined {
  return version.split('.', 1)[0];
}

/**
 * Whether a range as in package.json (`^0.1.0`, `>=1.2.0`, several with `||`) contains a version,
 * pre-releases included.
 */
export function admits(range: string, version: string): boolean {
  return satisfies(version.split(/[+-]/, 1)[0]!, range);
}

function routesOf({ manifest, description }: Placed): string[] {
  return description ? description.routes : manifest.routes;
}

/** Only the home page itself is within `/`: as a plain prefix, `/` would contain every route. */
function isWithin(path: string, outer: string): boolean {
  return path === outer || (outer !== '/' && path.startsWith(`${outer}/`));
}

function firstLine(text: string): string {
  return /\b(query|mutation|subscription)\s+\w+/.exec(text)?.[0] ?? text.slice(0, 40);
}
