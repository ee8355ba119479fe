import { fake } from '@ebok/shell/fake';
import { gql, type TypedDocumentNode } from '@apollo/client';
import { createApp, defineComponent, h, nextTick, ref, type Component } from 'vue';
import { LoadFailed, opener, useCustomer, useQuery } from './vue';

const POINT: TypedDocumentNode<{ point: string }, { id: string }> = gql`
  query Point($id: ID!) {
    point(id: $id)
  }
`;
const answers = () => new Promise((resolve) => setTimeout(resolve, 20));

beforeEach(() => fake.reset());

/** The result of a component's setup, while it is mounted. */
function within<T>(setup: () => T): { given: T; leave: () => void } {
  let given!: T;
  const app = createApp(
    defineComponent(() => {
      given = setup();
      return () => null;
    }),
  );
  app.mount(document.createElement('div'));
  return { given, leave: () => app.unmount() };
}

it('asks anew when what its variables read has changed', async () => {
  fake.answer('Point', ({ id }) => ({ point: `point ${String(id)}` }));
  const id = ref('1');
  const { given, leave } = within(() => useQuery(POINT, () => ({ id: id.value })));
  expect([given.data.value, given.loading.value]).toEqual([undefined, true]);
  await answers();
  expect([given.data.value, given.loading.value]).toEqual([{ point: 'point 1' }, false]);
  id.value = '2';
  await nextTick();
  // Data of other variables is not shown for these.
  expect([given.data.value, given.loading.value]).toEqual([undefined, true]);
  await answers();
  expect(given.data.value).toEqual({ point: 'point 2' });
  leave();
});

it('waits while there is nothing to ask', async () => {
  fake.answer('Point', ({ id }) => ({ point: `point ${String(id)}` }));
  const id = ref<string | null>(null);
  const { given, leave } = within(() => useQuery(POINT, () => (id.value ? { id: id.value } : null)));
  given.refetch();
  await answers();
  expect([fake.asked.length, given.data.value, given.loading.value]).toEqual([0, undefined, false]);
  id.value = '1';
  await answers();
  expect(given.data.value).toEqual({ point: 'point 1' });
  id.value = null;
  await nextTick();
  expect([given.data.value, given.loading.value]).toEqual([undefined, false]);
  leave();
});

it('tells a failure and what comes of trying again', async () => {
  fake.answer('Point', new Error('offline'));
  const { given, leave } = within(() => useQuery(POINT, () => ({ id: '1' })));
  await answers();
  expect([given.error.value?.message, given.loading.value]).toEqual(['offline', false]);
  given.refetch();
  await answers();
  expect(given.error.value?.message).toBe('offline');
  fake.answer('Point', { point: 'point 1' });
  given.refetch();
  await answers();
  expect([given.error.value, given.data.value]).toEqual([undefined, { point: 'point 1' }]);
  leave();
});

it('hears nothing any more once the component is gone', async () => {
  fake.answer('Point', { point: 'point 1' });
  const { given, leave } = within(() => useQuery(POINT, () => ({ id: '1' })));
  leave();
  await answers();
  expect(given.data.value).toBeUndefined();
});

it('shows nobody for a moment between two customers', async () => {
  const { given, leave } = within(useCustomer);
  expect(given.value).toBe('c1');
  fake.session({ role: 'VIEW' });
  expect(given.value).toBe('c1');
  fake.session({ customer: { id: 'c2', number: 'K-2', kind: 'COMPANY', name: 'F.H.U.' } });
  expect(given.value).toBeUndefined();
  await answers();
  expect(given.value).toBe('c2');
  fake.session(null);
  await answers();
  expect(given.value).toBeUndefined();
  leave();
});

it('says what failed by the name the log has for it, and keeps the focus near when Retry goes away', () => {
  const retried = jest.fn();
  const section = document.body.appendChild(document.createElement('section'));
  section.tabIndex = -1;
  const app = createApp(() =>
    h(LoadFailed, { error: fake.error('INTERNAL', { reference: 'R-7' }), onRetry: retried }),
  );
  app.mount(section);
  expect(section.querySelector('[role=alert]')!.textContent).toMatch(
    /^Nie udało się tego wczytać\..*numer błędu: R-7Spróbuj ponownie$/,
  );
  section.querySelector('button')!.click();
  expect([retried.mock.calls.length, document.activeElement]).toEqual([1, section]);
  app.unmount();
  section.remove();
});

it('says what the gateway says of itself while it is unavailable', () => {
  const place = document.createElement('div');
  const error = fake.error('INTERNAL', { retryAfter: 2 }, 'Serwis chwilowo nie odpowiada.');
  const app = createApp(() => h(LoadFailed, { error }));
  app.mount(place);
  expect(place.querySelector('[role=alert]')!.textContent).toBe(
    'Serwis chwilowo nie odpowiada.Spróbuj ponownie',
  );
  app.unmount();
});

describe('a part of a slice', () => {
  const faults: unknown[] = [];
  const put = (part: Component) => {
    const place = document.createElement('div');
    faults.length = 0;
    const app = opener('ebok-try stack')(part)(place, (error) => void faults.push(error));
    return { place, app };
  };

  it('stands under the name of its slice, and begins anew with another language or customer', async () => {
    let begun = 0;
    const { place, app } = put(defineComponent(() => ((begun += 1), () => h('h1', 'Nowa'))));
    expect(place.innerHTML).toBe('<div class="ebok-try stack"><h1>Nowa</h1></div>');
    fake.language('en');
    await answers();
    expect(begun).toBe(2);
    fake.session({ customer: { id: 'c2', number: 'K-2', kind: 'COMPANY', name: 'F.H.U.' } });
    await nextTick();
    expect(place.textContent).toBe('');
    await answers();
    expect([begun, place.textContent]).toEqual([3, 'Nowa']);
    app.unmount();
    fake.language('pl');
    await answers();
    expect([begun, place.innerHTML, faults]).toEqual([3, '', []]);
  });

  it('tells the shell of an error while rendering instead of throwing it', () => {
    const { app } = put(
      defineComponent(() => () => {
        throw new Error('broken');
      }),
    );
    app.unmount();
    expect(faults).toEqual([expect.objectContaining({ message: 'broken' })]);
  });
});
