import type { FastifyInstance, FastifyReply } from 'fastify';
import { BANKS, DETAILS, isChannel, outcomeOf, type Channel } from './channels';
import { sign } from './hash';
import { money, sendPage, text } from './html';
import { current, isPaid, type Order, type Orders } from './orders';
import type { Payments } from './payments';
import type { Settings } from './settings';

interface Place {
  Params: { remoteId: string; token: string };
}
const PATH = '/payment/continue/:remoteId/:token';

/** Where the customer pays. */
export function registerPaymentPage(
  app: FastifyInstance,
  { settings, orders, payments }: { settings: Settings; orders: Orders; payments: Payments },
): void {
  app.get<Place>(PATH, (request, reply) => {
    const order = orders.atPage(request.params.remoteId, request.params.token);
    return order ? show(reply, order) : missing(reply);
  });

  app.post<Place & { Body: URLSearchParams }>(PATH, (request, reply) => {
    const { params, body } = request;
    const order = orders.atPage(params.remoteId, params.token);
    if (!order) return missing(reply);
    const channel = body.get('channel');
    const details = body.get('details');
    if (channel === 'none') payments.abandon(order);
    else if (!isChannel(channel)) return show(reply, order);
    else if (details !== null && DETAILS.includes(details))
      payments.pay(order, channel, { kind: 'FAILURE', details });
    else {
      const outcome = outcomeOf(channel, body, order.amount);
      if (outcome.kind === 'STAY') return show(reply, order, { channel, sentence: outcome.sentence });
      payments.pay(order, channel, outcome);
    }
    // A reload after this asks again and pays nothing twice.
    return reply.redirect(request.url, 303);
  });

  function show(reply: FastifyReply, order: Order, fault?: Fault): FastifyReply {
    const back = `<p><a class="button" href="${text(returnAddress(settings, order))}">Wróć do sprzedawcy</a></p>`;
    const ended = endOf(order, orders.isExpired(order));
    if (!ended)
      return sendPage(reply, {
        title: 'Płatność',
        status: fault ? 422 : 200,
        body: summary(order) + failed(order) + forms(fault) + leave() + forTesters(),
      });
    const body = `<section class="card" role="status"><h1>${ended.title}</h1><p>${ended.sentence}</p>${back}</section>${summary(order, 'h2')}`;
    return sendPage(reply, { title: ended.title, body });
  }
}

/** The signed way back, as the real operator makes it. */
export function returnAddress(settings: Settings, { orderId }: Order): string {
  const { serviceId, returnUrl } = settings;
  const query = { ServiceID: serviceId, OrderID: orderId, Hash: sign(settings, [serviceId, orderId]) };
  return `${returnUrl}?${new URLSearchParams(query).toString()}`;
}

interface Fault {
  channel: Channel;
  sentence: string;
}

function missing(reply: FastifyReply): FastifyReply {
  return sendPage(reply, {
    title: 'Nie ma takiej płatności',
    status: 404,
    body: '<section class="card"><h1>Nie ma takiej płatności</h1><p>Adres jest niepełny albo sandbox został uruchomiony od nowa.</p></section>',
  });
}

function endOf(order: Order, expired: boolean): { title: string; sentence: string } | null {
  const last = current(order);
  if (isPaid(order))
    return { title: 'Płatność przyjęta', sentence: 'Sprzedawca dostaje właśnie powiadomienie o wpłacie.' };
  if (order.cancelled)
    return {
      title: 'Płatność anulowana',
      sentence: 'Sprzedawca wycofał to zlecenie. Nie pobrano pieniędzy.',
    };
  if (expired)
    return { title: 'Czas na zapłatę minął', sentence: 'Ten link już nie działa. Nie pobrano pieniędzy.' };
  if (last.details === 'REJECTED_BY_USER')
    return { title: 'Płatność przerwana', sentence: 'Zrezygnowano z zapłaty. Nie pobrano pieniędzy.' };
  if (last.status === 'PENDING' && last.gatewayId)
    return { title: 'Czekamy na bank', sentence: 'Możesz wrócić do sprzedawcy: o wyniku dowie się sam.' };
  return null;
}

function summary(order: Order, heading = 'h1'): string {
  const rows = [
    ['Opis', order.description],
    ['Zlecenie', order.orderId],
    ['Zapłać do', order.validUntil],
  ].filter(([, value]) => value);
  return (
    `<section class="card"><${heading}>Płatność</${heading}><p class="amount">${text(money(order.amount, order.currency))}</p>` +
    `<dl>${rows.map(([name, value]) => `<dt>${name!}</dt><dd>${text(value!)}</dd>`).join('')}</dl></section>`
  );
}

function failed(order: Order): string {
  const before = order.transactions.filter(({ status }) => status === 'FAILURE').at(-1);
  if (!before) return '';
  return `<p class="alert" role="alert">Poprzednia próba się nie udała (${text(before.details)}). Możesz zapłacić jeszcze raz.</p>`;
}

function forms(fault?: Fault): string {
  const alert = (channel: Channel) =>
    fault?.channel === channel ? `<p class="alert" role="alert" id="fault">${text(fault.sentence)}</p>` : '';
  const described = (channel: Channel) =>
    fault?.channel === channel ? ' aria-describedby="fault" aria-invalid="true" autofocus' : '';
  const form = (channel: Channel, content: string) =>
    `<form method="post"><input type="hidden" name="channel" value="${channel}">${alert(channel)}${content}</form>`;
  const blik = form(
    'blik',
    `<div class="field"><label for="code">Kod BLIK (6 cyfr)</label><input id="code" name="code" inputmode="numeric" autocomplete="one-time-code" maxlength="7"${described('blik')}></div><button>Zapłać BLIKIEM</button>`,
  );
  const card = form(
    'card',
    `<div class="row"><div class="field"><label for="number">Numer karty</label><input id="number" name="number" inputmode="numeric" autocomplete="off" maxlength="19"${described('card')}></div>` +
      `<div class="field"><label for="cvv">Kod CVV</label><input id="cvv" name="cvv" inputmode="numeric" autocomplete="off" maxlength="3"></div></div><button>Zapłać kartą</button>`,
  );
  const options = Object.entries(BANKS).map(([name, label]) => `<option value="${name}">${label}</option>`);
  const transfer = form(
    'transfer',
    `<div class="field"><label for="bank">Twój bank</label><select id="bank" name="bank"${described('transfer')}>${options.join('')}</select></div><button>Przejdź do banku</button>`,
  );
  return [
    ['BLIK', blik],
    ['Karta', card],
    ['Szybki przelew', transfer],
  ]
    .map(([title, content]) => `<section class="card"><h2>${title!}</h2>${content!}</section>`)
    .join('');
}

function leave(): string {
  return '<form method="post"><input type="hidden" name="channel" value="none"><p><button class="plain">Zrezygnuj z zapłaty</button></p></form>';
}

function forTesters(): string {
  const options = DETAILS.map((details) => `<option>${details}</option>`).join('');
  return `<details class="card"><summary>Dla testujących: kody i odmowy</summary>
<ul><li>BLIK: <code>111111</code>, <code>111112</code> i <code>111115</code> udają się, <code>111121</code> zły kod, <code>111122</code> kod po czasie, <code>111123</code> kod użyty; <code>111112</code> przy kwotach od 756,31 do 756,40 zł kończy się kolejnymi odmowami banku.</li>
<li>Karta <code>4444 4444 4444 4000</code>: CVV <code>111</code> udaje się, <code>251</code> odmowa; numer z końcówką <code>7714</code>: przekroczony limit.</li></ul>
<form method="post"><input type="hidden" name="channel" value="blik"><div class="row"><div class="field"><label for="details">Odmowa z powodem</label><select id="details" name="details">${options}</select></div><button class="plain">Odmów</button></div></form></details>`;
}
