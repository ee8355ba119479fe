// Relay connections: types, arguments and pages for every list of the schema.
import { Field, Int, ObjectType, type ClassType } from 'type-graphql';
import { decodeCursor, encodeCursor, type Position } from './cursor';
import { InvalidInput } from '../errors';
import { PageInfo, type Page } from './page';

const MOST_ROWS = 100;
const LONGEST_SEARCH = 200;

/** The type of a list's edges, to be extended under a name of its own. */
export function edgeType<Node extends object>(nodeType: ClassType<Node>) {
  @ObjectType()
  abstract class Edge {
    @Field(() => nodeType)
    readonly node: Node;
    private readonly cursorOf: () => string;

    /** @param cursorOf called when the cursor is asked for, which it hardly ever is */
    constructor(node: Node, cursorOf: () => string) {
      this.node = node;
      this.cursorOf = cursorOf;
    }

    @Field()
    get cursor(): string {
      return this.cursorOf();
    }
  }
  return Edge;
}

/** The type of a list, to be extended under a name of its own. `description` is that of `totalCount`. */
export function connectionType<Edge extends { cursor: string }>(
  edgeClass: EdgeClass<never, Edge>,
  description?: string,
) {
  @ObjectType()
  abstract class Connection {
    @Field(() => [edgeClass])
    edges: Edge[];
    @Field(() => PageInfo)
    pageInfo: PageInfo;
    @Field(() => Int, { description })
    totalCount: number;
  }
  return Connection;
}

type EdgeClass<Node, Edge> = new (node: Node, cursorOf: () => string) => Edge;

/** Which rows of which list: `limit` is one more than the page shows, so that it is known whether others follow. */
export interface RowsOfPage {
  list: string;
  first: number;
  limit: number;
  /** Where the page before ended; null for the first one. */
  after: Position | null;
}

/**
 * Reads the arguments of a list that is sorted by `keys` values.
 * @throws InvalidInput for `first` outside 1..100, a search over 200 characters or a cursor of another list
 */
export function rowsOfPage(list: string, page: Page, keys: number, search?: string | null): RowsOfPage {
  const { first, after } = page;
  if (first < 1 || first > MOST_ROWS) throw new InvalidInput(`first must be between 1 and ${MOST_ROWS}.`);
  if ((search?.length ?? 0) > LONGEST_SEARCH)
    throw new InvalidInput(`search takes at most ${LONGEST_SEARCH} characters.`);
  return { list, first, limit: first + 1, after: after ? decodeCursor(list, after, keys) : null };
}

/** How a list's rows become its types. */
interface Shape<Row, Node, Edge, Connection> {
  connection: new () => Connection;
  edge: EdgeClass<Node, Edge>;
  node: (row: Row) => Node;
  /** What the list is sorted by, of a row. */
  position: (row: Row) => Position;
}

/** One page of a list, of at most `limit` rows. */
export function connectionOf<Row, Node, Edge extends { cursor: string }, Connection extends object>(
  { list, first }: RowsOfPage,
  rows: readonly Row[],
  totalCount: number,
  shape: Shape<Row, Node, Edge, Connection>,
): Connection {
  const edges = rows
    .slice(0, first)
    .map((row) => new shape.edge(shape.node(row), () => encodeCursor(list, shape.position(row))));
  const pageInfo = new PageInfo(rows.length > first, edges.at(-1));
  return Object.assign(new shape.connection(), { edges, pageInfo, totalCount });
}

/** The count of all rows: each row of a page carries it, and an empty page behind others has to ask. */
export async function totalOf(
  rows: readonly { total: number }[],
  { after }: RowsOfPage,
  count: () => Promise<number>,
): Promise<number> {
  if (rows[0]) return Number(rows[0].total);
  return after ? count() : 0;
}
