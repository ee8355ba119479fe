// Browsers' translators replace text nodes by <font> elements, or wrap them. React, Vue and Lit keep their references
// to those nodes. Removing such a node would throw and unmount the slice, and an updated text would stay invisible.
// This file redirects these DOM operations to the replacement.

/** The replacement of a text node that was taken out. */
const standIns = new WeakMap<Node, HTMLElement>();

/** The parent's child that is the node, contains it, or replaces it; else the node itself. */
function standIn(parent: Node, node: Node): Node {
  const start = node.isConnected ? node : (standIns.get(node) ?? node);
  for (let one: Node | null = start; one; one = one.parentNode) {
    if (one.parentNode === parent) return one === start || one instanceof HTMLElement ? one : node;
  }
  return node;
}

/** Patches Node.prototype; call it once, at the start of the page. */
export function tolerateTranslation(): void {
  // eslint-disable-next-line @typescript-eslint/unbound-method -- each is called on a node, below
  const { insertBefore, removeChild, replaceChild } = Node.prototype;
  Node.prototype.removeChild = function <T extends Node>(this: Node, child: T): T {
    removeChild.call(this, standIn(this, child));
    return child;
  };
  Node.prototype.insertBefore = function <T extends Node>(this: Node, node: T, before: Node | null): T {
    insertBefore.call(this, node, before && standIn(this, before));
    return node;
  };
  Node.prototype.replaceChild = function <T extends Node>(this: Node, node: Node, child: T): T {
    replaceChild.call(this, node, standIn(this, child));
    return child;
  };
  const observer = new MutationObserver((records) => {
    for (const record of records) {
      if (record.type === 'characterData') restore(record.target);
      else for (const node of record.removedNodes) follow(node, record, observer);
    }
  });
  observer.observe(document.documentElement, { childList: true, subtree: true });
}

/**
 * Remembers the <font> that replaced a text node, and watches the node: a text written into it later must be shown.
 */
function follow(
  node: Node,
  { previousSibling, nextSibling, target }: MutationRecord,
  observer: MutationObserver,
) {
  if (node.nodeType !== Node.TEXT_NODE || node.isConnected) return;
  const beside = previousSibling?.nextSibling ?? nextSibling?.previousSibling ?? target.firstChild;
  const font = [beside, previousSibling, nextSibling].find((one) => one?.nodeName === 'FONT');
  if (!(font instanceof HTMLElement)) return;
  standIns.set(node, font);
  observer.observe(node, { characterData: true });
}

function restore(text: Node): void {
  const font = standIns.get(text);
  standIns.delete(text);
  if (font?.isConnected && !text.isConnected) font.replaceWith(text);
}
