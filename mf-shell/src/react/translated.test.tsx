// A page that React and Vue keep updating while a browser's translator changes it.
import { act, StrictMode, useState } from 'react';
import { createRoot } from 'react-dom/client';
import { createApp, defineComponent, h, nextTick, ref } from 'vue';
import { tolerateTranslation } from '../layout/browser-translation';

tolerateTranslation();
beforeAll(() => Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true }));
beforeEach(() => document.body.replaceChildren());

/** As Chrome does it: each text becomes a <font> in a <font> with other words; the node itself is kept or dropped. */
async function translate(kept: boolean): Promise<void> {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const texts: Text[] = [];
  while (walker.nextNode()) texts.push(walker.currentNode as Text);
  // Placeholder nodes of frameworks contain no words.
  const spoken = texts.filter(({ data }) => data.trim());
  for (const text of spoken) {
    const [outer, inner] = [document.createElement('font'), document.createElement('font')];
    outer.append(inner);
    text.replaceWith(outer);
    if (kept) inner.append(text);
    else inner.textContent = `⟨${text.data}⟩`;
  }
  await nextTick();
}
const seen = () => document.body.textContent;

describe.each([
  ['around its texts', true],
  ['instead of its texts', false],
])('a page translated with <font> %s', (_how, kept) => {
  it('of React goes on: texts change, come and go, and so do elements beside them', async () => {
    let choose: (count: number) => void = () => {};
    function Sum() {
      const [count, setCount] = useState(0);
      choose = setCount;
      return (
        <p>
          Wybrano {count}
          {count === 1 && ' dokument'}
          {count > 1 && <b> dokumenty</b>} do zapłaty
        </p>
      );
    }
    const root = createRoot(document.body.appendChild(document.createElement('div')));
    await act(async () =>
      root.render(
        <StrictMode>
          <Sum />
        </StrictMode>,
      ),
    );
    await translate(kept);
    for (const [count, said] of [
      [1, /1.* dokument/],
      [2, /2.* dokumenty/],
      [0, /0/],
    ] as const) {
      await act(async () => choose(count));
      expect(seen()).toMatch(said);
      await translate(kept);
    }
    expect(seen()).not.toContain('dokument');
    await act(async () => root.unmount());
    expect(seen()).toBe('');
  });

  it('of Vue goes on', async () => {
    const count = ref(0);
    const Sum = defineComponent(() => () => [
      'Wybrano ',
      String(count.value),
      count.value > 0 ? h('b', ' dokumenty') : null,
      ' do zapłaty',
    ]);
    const app = createApp(Sum);
    app.mount(document.body.appendChild(document.createElement('div')));
    await translate(kept);
    for (const next of [1, 2]) {
      count.value = next;
      await nextTick();
      await nextTick();
      expect(seen()).toContain(`${next}`);
      expect(seen()).toContain('dokumenty');
      await translate(kept);
    }
    app.unmount();
  });
});

it('a mistake of a program is still told', () => {
  const [one, other] = [document.createElement('p'), document.createElement('p')];
  expect(() => one.removeChild(other)).toThrow();
  expect(() => one.insertBefore(other, document.createElement('b'))).toThrow();
});
