import { client, keepFocusAround, notify } from '@ebok/shell';
import { shallowRef } from 'vue';
import {
  CancelServiceOrderDocument,
  OrderServiceDocument,
  type OrderedFragment,
  type ServiceFragment,
} from './generated/graphql';
import { t } from './texts';

/** Orders services and cancels orders; `reload` then shows how they stand. One at a time. */
export function useOrders(customerId: () => string | undefined, reload: () => void) {
  /** The service whose order or cancellation is on its way. */
  const sending = shallowRef<string>();

  async function send(
    service: ServiceFragment,
    run: () => Promise<OrderedFragment | undefined>,
    done: string,
  ) {
    if (sending.value) return false;
    sending.value = service.id;
    try {
      const [problem] = (await run())?.problems ?? [];
      notify(problem?.message ?? done, problem ? 'error' : 'success');
      reload();
      return !problem;
    } catch {
      notify(t('failed'), 'error');
      return false;
    } finally {
      sending.value = undefined;
    }
  }

  function order(service: ServiceFragment) {
    const { id: serviceId, monthlyPrice, name } = service;
    const run = async () => {
      const variables = { serviceId, monthlyPrice, customerId: customerId()! };
      return (await client.mutate({ mutation: OrderServiceDocument, variables })).data?.orderService;
    };
    return send(service, run, t('ordered', { name }));
  }

  function cancel(service: ServiceFragment, event: Event) {
    keepFocusAround(event.currentTarget as Element);
    const run = async () => {
      const variables = { ticketId: service.order!.ticket.id };
      return (await client.mutate({ mutation: CancelServiceOrderDocument, variables })).data
        ?.cancelServiceOrder;
    };
    return send(service, run, t('cancelled', { name: service.name }));
  }
  return { sending, order, cancel };
}
