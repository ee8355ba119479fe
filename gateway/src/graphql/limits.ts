import {
  Kind,
  isListType,
  isNonNullType,
  type ASTVisitor,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLOutputType,
  type OperationDefinitionNode,
  type SelectionSetNode,
  type ValidationContext,
  getNamedType,
  isObjectType,
  type GraphQLObjectType,
  type GraphQLSchema,
} from 'graphql';
import { TooComplex } from '../errors';

export const LIMITS = {
  depth: 12,
  aliases: 15,
  tokens: 1000,
  bodyBytes: 100_000,
  objects: 50_000,
  steps: 5_000,
};

/** What a page takes at most, and what a plain list is reckoned as. */
const PAGE = 100;
const LIST = 10;
/** Plain lists that are long for some: chains and housing estates have hundreds of points, use has days and hours. */
const LONG_LISTS: Readonly<Record<string, number>> = {
  'Customer.consumptionPoints': 200,
  'Usage.intervals': 100,
};
/** Each connection costs a statement, however few rows it has; it counts like this many objects. */
const STATEMENT = 50;

/**
 * Validation rule: refuses what would be too much work before anything runs. Depth and objects are counted through fragments;
 * introspection counts for neither, since tools ask it deeply.
 */
export function limitsRule(context: ValidationContext): ASTVisitor {
  return {
    Document: {
      enter(document) {
        if (aliasesOf(document) > LIMITS.aliases)
          context.reportError(new TooComplex(`At most ${LIMITS.aliases} aliases.`));
      },
    },
    OperationDefinition: (operation) => checkOperation(context, operation),
  };
}

function checkOperation(context: ValidationContext, operation: OperationDefinitionNode): void {
  const { depth, objects, steps, signIns } = walked(context.getSchema(), operation, (name) =>
    context.getFragment(name),
  );
  if (depth > LIMITS.depth) context.reportError(new TooComplex(`At most ${LIMITS.depth} levels deep.`));
  if (objects > LIMITS.objects)
    context.reportError(new TooComplex('This would return too many objects at once.'));
  if (steps > LIMITS.steps)
    context.reportError(new TooComplex('Fragments within fragments make this too long.'));
  if (signIns > 1) context.reportError(new TooComplex('One signIn an operation.'));
}

/** What the rule counts of an operation; once past a limit it counts no further. */
export interface Cost {
  /** Empty where the operation has no name. */
  name: string;
  depth: number;
  objects: number;
}

/** Computes the cost of each operation in a document, for the playground. */
export function costsOf(schema: GraphQLSchema, document: DocumentNode): Cost[] {
  const fragments = new Map(
    document.definitions.flatMap((one) =>
      one.kind === Kind.FRAGMENT_DEFINITION ? [[one.name.value, one] as const] : [],
    ),
  );
  return document.definitions.flatMap((one) => {
    if (one.kind !== Kind.OPERATION_DEFINITION) return [];
    const { depth, objects } = walked(schema, one, (name) => fragments.get(name));
    return [{ name: one.name?.value ?? '', depth, objects }];
  });
}

/** Counts the aliases in a document. */
export function aliasesOf({ definitions }: DocumentNode): number {
  return definitions.reduce(
    (sum, one) =>
      one.kind === Kind.OPERATION_DEFINITION || one.kind === Kind.FRAGMENT_DEFINITION
        ? sum + countAliases(one.selectionSet)
        : sum,
    0,
  );
}

type Fragments = (name: string) => FragmentDefinitionNode | null | undefined;

function walked(schema: GraphQLSchema, operation: OperationDefinitionNode, fragments: Fragments): Walk {
  const walk = new Walk(fragments);
  const root = schema.getRootType(operation.operation);
  if (root) walk.selections(operation.selectionSet, root, 0, 1, new Set());
  return walk;
}

function countAliases(set: SelectionSetNode): number {
  let count = 0;
  for (const selection of set.selections) {
    if (selection.kind === Kind.FIELD && selection.alias) count++;
    if ('selectionSet' in selection && selection.selectionSet) count += countAliases(selection.selectionSet);
  }
  return count;
}

/**
 * Walks an operation through its fragments and stops at the first exceeded limit, so that a malicious query
 * stays cheap.
 */
class Walk {
  depth = 0;
  objects = 0;
  signIns = 0;
  /** Limit of visited selections: fragments that spread each other twice double at every level without any field. */
  steps = 0;

  constructor(private readonly fragments: Fragments) {}

  selections(
    set: SelectionSetNode,
    parent: GraphQLObjectType,
    depth: number,
    times: number,
    path: Set<string>,
  ): void {
    for (const selection of set.selections) {
      if (this.isOver()) return;
      this.steps++;
      if (selection.kind === Kind.FIELD) this.field(selection, parent, depth + 1, times, path);
      else if (selection.kind === Kind.INLINE_FRAGMENT)
        this.selections(selection.selectionSet, parent, depth, times, path);
      else {
        const fragment = this.fragments(selection.name.value);
        // A fragment inside itself is refused by another rule; here it must only not run for ever.
        if (!fragment || path.has(fragment.name.value)) continue;
        this.selections(fragment.selectionSet, parent, depth, times, new Set(path).add(fragment.name.value));
      }
    }
  }

  private isOver(): boolean {
    return this.depth > LIMITS.depth || this.objects > LIMITS.objects || this.steps > LIMITS.steps;
  }

  private field(
    node: FieldNode,
    parent: GraphQLObjectType,
    depth: number,
    times: number,
    path: Set<string>,
  ): void {
    const name = node.name.value;
    if (name.startsWith('__')) return;
    this.depth = Math.max(this.depth, depth);
    if (name === 'signIn') this.signIns++;
    const field = parent.getFields()[name];
    if (!field || !node.selectionSet) return;
    const type = getNamedType(field.type);
    if (!isObjectType(type)) return;
    const many = times * listSize(field.type, node, `${parent.name}.${name}`);
    this.objects += type.name.endsWith('Connection') ? many + times * STATEMENT : many;
    this.selections(node.selectionSet, type, depth, many, path);
  }
}

function listSize(type: GraphQLOutputType, node: FieldNode, place: string): number {
  const bare = isNonNullType(type) ? type.ofType : type;
  const first = node.arguments?.find((a) => a.name.value === 'first');
  // Resolvers reject less than one. Counting it as such would offset the cost of sibling fields.
  if (first)
    return first.value.kind === Kind.INT ? Math.min(Math.max(Number(first.value.value), 1), PAGE) : PAGE;
  // The connection around the edges has been counted already.
  if (place.endsWith('.edges')) return 1;
  if (getNamedType(type).name.endsWith('Connection')) return 20;
  return isListType(bare) ? (LONG_LISTS[place] ?? LIST) : 1;
}
