// Browsers' translators put <font> elements in the place of text nodes, around them or instead of them. React, Vue and Lit
// keep the nodes they made: taking one away, or putting something before it, would throw and take the whole slice with it,
// and a figure that changes would change where nobody sees it. Here such a node is looked for where it went.

/** What stands in the place of a text node that was taken out. */
const standIns = new WeakMap<Node, HTMLElement>();

/** The child of this parent that is the node, or holds it, or stands in its place; else the node as it was given. */
function standIn(parent: Node, node: Node): Node {
  const start = node.isConnected ? node : (standIns.get(node) ?? node);
  for (let one: Node | null = start; one; one = one.parentNode) {
    if (one.parentNode === parent) return one === start || one instanceof HTMLElement ? one : node;
  }
  return node;
}

/** Guards this page, from its start on. */
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

/** A text that left its place while a <font> came to it: what is written into it from now on belongs on the screen. */
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
