// What the playground shows of an operation and the schema: costs, deprecations, and usage.
import { parse, print, type DocumentNode, type GraphQLSchema } from 'graphql';
import { LRUCache } from 'lru-cache';
import { hash } from 'node:crypto';
import { deprecationsOf, membersOf, type Deprecation } from '../operations/schema-check/deprecations';
import type { FieldCalls, LiveOperation, LiveService } from '../operations/schema-check/live.service';
import type { PersistedOperationsService } from '../operations/persisted-operations.service';
import {
  fieldsOf,
  isNamed,
  needsOf,
  placesOf,
  usersOf,
  type Needs,
  type PlaceUsage,
} from '../operations/schema-check/schema-usage';
import { aliasesOf, costsOf, LIMITS, type Cost } from '../graphql/limits';
import { operationFaults } from '../slices/registry/compatibility';

/** Typing sends many requests; the registry and this week's calls are read at most this often. */
const FRESH_MS = 5_000;

export interface OperationFacts {
  /** Why it would be refused; nothing where it runs. */
  faults: string[];
  limits: typeof LIMITS;
  /** Null where it can't be read. */
  tokens: number | null;
  aliases: number | null;
  costs: Cost[];
  /** Live versions with the same operation, ignoring its formatting. */
  registered: Omit<LiveOperation, 'text'>[];
  /** Whether any published version has this very text, so that it runs in production. */
  isKnown: boolean;
  deprecated: Deprecation[];
  fields: { field: string; users: Omit<PlaceUsage, 'operations'>[] }[];
}

export interface LiveVersion {
  slice: string;
  version: string;
  channels: string[];
  operations: { name: string; text: string; calls: number }[];
}

interface Live {
  needs: Needs[];
  fields: FieldCalls[];
  /** Of each live operation, its text as it is laid out for people. */
  laidOut: Map<LiveOperation, string>;
}

/** Answers the playground's panels from the schema, persisted operations and usage. */
export class Explorer {
  private readonly live: LRUCache<'live', Live>;
  private readonly deprecations: Deprecation[];
  private readonly places: ReadonlySet<string>;

  constructor(
    private readonly schema: GraphQLSchema,
    live: LiveService,
    private readonly persistedOperations: PersistedOperationsService,
  ) {
    this.deprecations = deprecationsOf(schema);
    this.places = new Set(membersOf(schema).map(([place]) => place));
    this.live = new LRUCache({ max: 1, ttl: FRESH_MS, fetchMethod: () => this.read(live) });
  }

  async operation(text: string): Promise<OperationFacts> {
    const document = readable(text);
    const { needs, fields, laidOut } = await this.now();
    const same = document && print(document);
    const places = document ? placesOf(this.schema, document) : new Set<string>();
    return {
      faults: operationFaults(this.schema, text),
      limits: LIMITS,
      tokens: document?.tokenCount ?? null,
      aliases: document ? aliasesOf(document) : null,
      costs: document ? costsOf(this.schema, document) : [],
      registered: needs
        .filter(({ operation }) => laidOut.get(operation) === same)
        .map(({ operation: { text: _text, ...operation } }) => operation),
      isKnown: (await this.persistedOperations.text(hash('sha256', text))) !== undefined,
      deprecated: this.deprecations.filter(({ place }) => isNamed(this.schema, places, place)),
      fields: (document ? fieldsOf(this.schema, document) : []).map((field) => ({
        field,
        users: usersOf(this.schema, field, needs, fields).map(({ operations: _, ...user }) => user),
      })),
    };
  }

  /** What visitors may be shown now, with its operations. */
  async versions(): Promise<LiveVersion[]> {
    const { needs, laidOut } = await this.now();
    const versions = new Map<string, LiveVersion>();
    for (const { operation } of needs) {
      const { slice, version, channels, name, calls, hash: id } = operation;
      const known = versions.get(`${slice}@${version}`) ?? { slice, version, channels, operations: [] };
      known.operations.push({ name: name || id.slice(0, 12), text: laidOut.get(operation)!, calls });
      versions.set(`${slice}@${version}`, known);
    }
    return [...versions.values()];
  }

  async deprecated(): Promise<(Deprecation & { users: PlaceUsage[] })[]> {
    const { needs, fields } = await this.now();
    return this.deprecations.map((one) => ({
      ...one,
      users: usersOf(this.schema, one.place, needs, fields),
    }));
  }

  /** Undefined where the schema has no such place. */
  async users(place: string): Promise<PlaceUsage[] | undefined> {
    if (!this.places.has(place)) return undefined;
    const { needs, fields } = await this.now();
    return usersOf(this.schema, place, needs, fields);
  }

  private async now(): Promise<Live> {
    return (await this.live.fetch('live'))!;
  }

  private async read(live: LiveService): Promise<Live> {
    const { operations, fields } = await live.contract();
    const laidOut = new Map(operations.map((one) => [one, print(parse(one.text))]));
    return { needs: needsOf(this.schema, operations), fields, laidOut };
  }
}

function readable(text: string): DocumentNode | null {
  try {
    return parse(text, { maxTokens: LIMITS.tokens });
  } catch {
    // The faults contain the reason.
    return null;
  }
}
