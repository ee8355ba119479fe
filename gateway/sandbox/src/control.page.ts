import type { FastifyInstance } from 'fastify';
import { money, sendPage, text } from './html';
import type { Notifications } from './notifications';
import { current, type Order, type Orders } from './orders';
import type { Payments } from './payments';
import { isMode, MODES, type Mode, type Switches } from './switches';

/** Faults in the shop's requests. */
export interface Counts {
  wrongHashes: number;
  wrongMessages: number;
}

interface Parts {
  orders: Orders;
  payments: Payments;
  notifications: Notifications;
  switches: Switches;
  counts: Counts;
}
interface Wish {
  mode?: unknown;
  orderId?: unknown;
  delayMs?: unknown;
}

/** Number of orders on the page; `/sandbox/orders` lists all. */
const SHOWN = 50;

/** `/sandbox`: what the operator sees, and how it shall behave. The same as JSON, for tests. */
export function registerControl(app: FastifyInstance, parts: Parts): void {
  const { orders, payments, notifications, switches, counts } = parts;
  const faults = () => ({ ...counts, wrongAnswers: notifications.wrongAnswers });

  app.get('/sandbox', (_request, reply) =>
    sendPage(reply, { title: 'Sterowanie', wide: true, body: controlBody() }),
  );

  app.get('/sandbox/orders', () => ({
    ...faults(),
    mode: switches.mode,
    orders: orders
      .all()
      .map((order) => ({ ...order, mode: switches.modeOf(order.orderId), page: pageOf(order) })),
  }));

  app.post<{ Body: Wish | URLSearchParams }>('/sandbox/switches', (request, reply) => {
    const fromPage = request.body instanceof URLSearchParams;
    const wish = (fromPage ? Object.fromEntries(request.body as URLSearchParams) : request.body) as Wish;
    const { mode = switches.mode, orderId, delayMs } = wish;
    if (!isMode(mode) || (orderId !== undefined && typeof orderId !== 'string'))
      return reply.code(400).send({ error: `mode is one of ${Object.keys(MODES).join(', ')}` });
    if (delayMs !== undefined && !(Number(delayMs) >= 0 && Number(delayMs) <= 600_000))
      return reply.code(400).send({ error: 'delayMs is at most 600000' });
    if (delayMs !== undefined) switches.delayMs = Number(delayMs);
    switches.set(mode, orderId || undefined);
    return fromPage ? reply.redirect('/sandbox', 303) : { mode: switches.mode, delayMs: switches.delayMs };
  });

  /** The notifications of an order once more; as JSON it waits until they are answered. */
  app.post<{ Body: { orderId?: unknown } | URLSearchParams }>('/sandbox/notify', async (request, reply) => {
    const fromPage = request.body instanceof URLSearchParams;
    const orderId = fromPage
      ? (request.body as URLSearchParams).get('orderId')
      : (request.body as Wish).orderId;
    const order = typeof orderId === 'string' ? orders.find(orderId) : undefined;
    if (!order) return reply.code(404).send({ error: 'no such order' });
    const sent = payments.notify(order);
    if (fromPage) return reply.redirect('/sandbox', 303);
    await sent;
    return { deliveries: order.deliveries };
  });

  function controlBody(): string {
    const { wrongHashes, wrongMessages, wrongAnswers } = faults();
    const list = orders.all().slice(0, SHOWN);
    return (
      `<section class="card"><h1>Sterowanie</h1>${switchForm(switches.mode)}</section>` +
      `<section class="card"><h2>Błędy sprzedawcy</h2><dl><dt>Zły podpis w komunikacie</dt><dd>${wrongHashes}</dd>` +
      `<dt>Inny zły komunikat</dt><dd>${wrongMessages}</dd><dt>Zła odpowiedź na powiadomienie</dt><dd>${wrongAnswers}</dd></dl></section>` +
      `<section class="card"><h2>Zlecenia</h2>${list.length === 0 ? '<p>Jeszcze żadnego.</p>' : table(list)}</section>`
    );
  }

  function table(list: Order[]): string {
    const heads = ['Zlecenie', 'Kwota', 'Transakcje', 'Powiadomienia', 'Zachowanie'];
    return `<div class="scroll" tabindex="0" role="region" aria-label="Zlecenia"><table><thead><tr>${heads.map((head) => `<th scope="col">${head}</th>`).join('')}</tr></thead><tbody>${list.map(row).join('')}</tbody></table></div>`;
  }

  function row(order: Order): string {
    const transactions = order.transactions.map(
      (one) => `<li><code>${one.remoteId}</code> ${one.status} ${text(one.details)}</li>`,
    );
    const deliveries = order.deliveries
      .slice(-8)
      .map(({ at, status, answer }) => `<li>${at.slice(11)} ${status}: ${text(answer)}</li>`);
    const again = `<form method="post" action="/sandbox/notify"><input type="hidden" name="orderId" value="${text(order.orderId)}"><button class="plain">Wyślij jeszcze raz</button></form>`;
    return (
      `<tr><th scope="row"><a href="${pageOf(order)}"><code>${text(order.orderId)}</code></a><br>do ${order.validUntil}${order.cancelled ? '<br>anulowane' : ''}</th>` +
      `<td>${text(money(order.amount, order.currency))}</td><td><ul>${transactions.join('')}</ul></td>` +
      `<td><ul>${deliveries.join('')}</ul>${again}</td><td>${switchForm(switches.modeOf(order.orderId), order.orderId)}</td></tr>`
    );
  }
}

function pageOf(order: Order): string {
  return `/payment/continue/${current(order).remoteId}/${order.token}`;
}

function switchForm(mode: Mode, orderId?: string): string {
  const id = `mode-${orderId ?? 'all'}`;
  const options = Object.entries(MODES).map(
    ([name, label]) => `<option value="${name}"${name === mode ? ' selected' : ''}>${label}</option>`,
  );
  const which = orderId ? `<input type="hidden" name="orderId" value="${text(orderId)}">` : '';
  const label = orderId ? 'To zlecenie' : 'Wszystkie zlecenia bez własnego ustawienia';
  return `<form method="post" action="/sandbox/switches">${which}<div class="row"><div class="field"><label for="${id}">${label}</label><select id="${id}" name="mode">${options.join('')}</select></div><button>Ustaw</button></div></form>`;
}
