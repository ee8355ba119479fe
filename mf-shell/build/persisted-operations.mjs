// Finds operations in built chunks, independent of the folder or tool they came from. In production the gateway runs
// persisted operations only: another one would be a page that fails only there.
import { createHash } from 'node:crypto';
import { getOperationAST, parse } from 'graphql';
import { parseAst } from 'vite';

const HEAD = /^\s*(?:query|mutation|subscription)\b[^{]*\{/;

/**
 * @param {Record<string, string>} chunks code of the built chunks by file name
 * @param {Record<string, string>} operations texts of the persisted operations by `sha256:…`
 * @param {string} [slice] the owner of the chunks: each document must name it next to its hash. Left out for the
 * shell, which sends texts only, and whose libraries contain documents that are never sent
 * @returns {string[]} one sentence for each operation that production would refuse, or count for another slice
 */
export function unpersistedOperations(chunks, operations, slice) {
  return Object.entries(chunks).flatMap(([file, code]) => {
    const program = parseAst(code);
    const constants = constantsOf(program);
    const faults = [];
    visit(program, (node) => {
      const isMarked = slice && metaOf(node);
      const fault =
        (isMarked && markFault(node, operations, slice)) ||
        (slice && isOperation(node) && `${nameOf(node)}, which is not in the documents that codegen wrote`) ||
        textFault(node, constants, operations);
      if (fault) faults.push(`${file} carries the operation ${fault}`);
      return Boolean(isMarked || fault);
    });
    return faults;
  });
}

/** The metadata that codegen and the build added to a document. */
function metaOf(node) {
  return textOf(property(node, 'kind')) === 'Document' ? property(node, '__meta__') : undefined;
}

function markFault(document, operations, slice) {
  const operation = property(document, 'definitions')?.elements?.find(isOperation);
  if (!operation) return undefined;
  const [hash, owner] = ['hash', 'slice'].map((name) => textOf(property(metaOf(document), name)));
  if (!Object.hasOwn(operations, hash))
    return `${nameOf(operation)}, which is not a persisted operation (${hash})`;
  return owner === slice ? undefined : `${nameOf(operation)}, which does not say that it is of ${slice}`;
}

function textFault(node, constants, operations) {
  const text = textOf(node, constants);
  const head = text ?? headOf(node);
  if (head === undefined || !HEAD.test(head)) return undefined;
  if (text === undefined)
    return `"${head.trim().slice(0, 60)}…", put together while the page runs: it can't be persisted`;
  const name = operationName(text);
  if (name === undefined) return undefined;
  const hash = `sha256:${createHash('sha256').update(text).digest('hex')}`;
  return Object.hasOwn(operations, hash) ? undefined : `${name} as a text that is not persisted`;
}

/** Undefined for a sentence that only begins like an operation. */
function operationName(text) {
  try {
    return getOperationAST(parse(text))?.name?.value ?? 'without a name';
  } catch {
    return undefined;
  }
}

/** The constant value of this expression; undefined where it varies. */
function textOf(node, constants = new Map()) {
  if (node?.type === 'Literal') return typeof node.value === 'string' ? node.value : undefined;
  if (node?.type === 'Identifier') return textOf(constants.get(node.name));
  if (node?.type === 'BinaryExpression' && node.operator === '+')
    return joined([node.left, node.right].map((part) => textOf(part, constants)));
  if (node?.type !== 'TemplateLiteral') return undefined;
  return joined(
    node.quasis.flatMap(({ value }, n) => {
      const expression = node.expressions[n];
      return expression ? [value.cooked, textOf(expression, constants)] : [value.cooked];
    }),
  );
}

function joined(parts) {
  return parts.includes(undefined) ? undefined : parts.join('');
}

/** The beginning of a varying text, with a placeholder for what varies. */
function headOf(node) {
  if (node.type === 'TemplateLiteral') return node.quasis.map(({ value }) => value.cooked).join('x');
  if (node.type === 'BinaryExpression' && node.operator === '+')
    return headOf(node.left) ?? textOf(node.left);
  return undefined;
}

/** Constants at the top of the module with unique names; they contain parts of texts. */
function constantsOf({ body }) {
  const constants = new Map();
  for (const statement of body) {
    const declaration = statement.type === 'ExportNamedDeclaration' ? statement.declaration : statement;
    if (declaration?.type !== 'VariableDeclaration') continue;
    for (const { id, init } of declaration.declarations)
      if (id.type === 'Identifier' && init) constants.set(id.name, init);
  }
  return resolved(constants);
}

/** Parts may contain other parts. */
function resolved(constants) {
  const texts = new Map();
  for (const [name, init] of constants) {
    const value = textOf(init, texts);
    if (value !== undefined) texts.set(name, { type: 'Literal', value });
  }
  return texts;
}

function isOperation(node) {
  return (
    node?.type === 'ObjectExpression' &&
    textOf(property(node, 'kind')) === 'OperationDefinition' &&
    property(node, 'selectionSet')?.type === 'ObjectExpression'
  );
}

function nameOf(operation) {
  return textOf(property(property(operation, 'name'), 'value')) ?? 'without a name';
}

function property(node, name) {
  if (node?.type !== 'ObjectExpression') return undefined;
  return node.properties.find(({ key }) => key && (key.name ?? key.value) === name)?.value;
}

/** Visits every node from the outside in; where `look` answers true, its children are skipped. */
function visit(node, look) {
  if (typeof node?.type === 'string' && look(node)) return;
  for (const value of Object.values(node)) {
    if (Array.isArray(value))
      value.filter((one) => one && typeof one === 'object').forEach((one) => visit(one, look));
    else if (value && typeof value === 'object') visit(value, look);
  }
}
