import { client, notify } from '@ebok/shell';
import { shallowRef } from 'vue';
import { ConsentsDocument, SetConsentDocument, type ConsentFragment } from './generated/graphql';
import { t } from './texts';

type Kind = ConsentFragment['kind'];

/** Changes consents of a customer; the page then shows what the gateway answered. */
export function useConsents(customerId: () => string | undefined) {
  const saving = shallowRef<readonly Kind[]>([]);
  // One after another: each answer has all consents, and an older one must not come last.
  let queue = Promise.resolve();

  function set(kind: Kind, granted: boolean) {
    const id = customerId();
    if (!id || saving.value.includes(kind)) return;
    saving.value = [...saving.value, kind];
    queue = queue.then(() => send(id, kind, granted));
  }

  async function send(id: string, kind: Kind, granted: boolean) {
    try {
      const { data } = await client.mutate({
        mutation: SetConsentDocument,
        variables: { kind, granted, customerId: id },
      });
      client.writeQuery({
        query: ConsentsDocument,
        data: {
          __typename: 'Query',
          customer: { __typename: 'Customer', id, consents: data!.setConsent },
        },
      });
      notify(t(granted ? 'saved.granted' : 'saved.withdrawn', { kind: t(`kind.${kind}`) }), 'success');
    } catch {
      notify(t('failed'), 'error');
    }
    saving.value = saving.value.filter((one) => one !== kind);
  }
  return { saving, set };
}
