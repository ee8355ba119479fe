import { fake } from '@ebok/shell/fake';
import { close, eachBeginsWith, open, promised, takeFaults, textOf } from '@ebok/shell/testing';
import { lifecycles } from '@ebok/shell';
import { gql, type TypedDocumentNode } from '@apollo/client';
import { screen, waitFor } from '@testing-library/dom';
import userEvent from '@testing-library/user-event';
import { useSyncExternalStore, type ReactNode } from 'react';
import {
  Failed,
  icons,
  pageAfter,
  pagedList,
  renderer,
  useDraft,
  usePages,
  useTitle,
  wholePages,
} from './react';

interface Answer {
  points: {
    edges: { node: string }[];
    totalCount: number;
    pageInfo: { hasNextPage: boolean; endCursor: string | null };
  };
}
const POINTS: TypedDocumentNode<Answer, { street: string; first: number; after?: string | null }> = gql`
  query Points($street: String!, $first: Int!, $after: String) {
    points(street: $street, first: $first, after: $after) {
      edges
      totalCount
      pageInfo
    }
  }
`;
const LIST = pagedList(POINTS, ({ points }) => points);
const render = renderer('ebok-try');

eachBeginsWith(() => fake.answer('Points', (variables) => points(variables, 55)));

/** A street of `count` houses, page by page. */
function points(
  { street, first, after }: Record<string, unknown>,
  count: number,
): { points: Answer['points'] } {
  const from = Number(after ?? 0);
  const to = Math.min(from + Number(first), count);
  const edges = Array.from({ length: to - from }, (_, n) => ({ node: `${String(street)} ${from + n + 1}` }));
  return {
    points: { edges, totalCount: count, pageInfo: { hasNextPage: to < count, endCursor: String(to) } },
  };
}

const put = (part: ReactNode, path?: string) =>
  open(
    lifecycles(async () => ({ open: (element, onFault) => render(element, part, onFault) })),
    path,
  );

/** The address of a page: set from outside, read by components. */
function asked<T>(first: T) {
  let now = first;
  const listeners = new Set<() => void>();
  return {
    get: () => now,
    set: (next: T) => {
      now = next;
      for (const listener of listeners) listener();
    },
    subscribe: (listener: () => void) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

describe('a list page by page', () => {
  const place = asked({ street: 'Polna', shown: 20 });
  const go = (street: string, shown = 20) => place.set({ street, shown });
  beforeEach(() => go('Polna'));

  function Street() {
    const { street, shown } = useSyncExternalStore(place.subscribe, place.get);
    const { pages, error, loading, retry } = usePages(LIST, { street }, shown);
    return (
      <>
        <p role="status">
          {pages ? `${pages.nodes.at(-1) ?? 'none'} of ${pages.totalCount}` : 'nothing'}
          {pages?.hasMore && ', more'}
          {loading && ', loading'}
        </p>
        {error && <Failed error={error} onRetry={retry} />}
      </>
    );
  }
  const says = (text: string) => waitFor(() => expect(screen.getByRole('status').textContent).toBe(text));

  it('shows what failed, keeps what is there of the same list, and tries again', async () => {
    await put(<Street />);
    await says('Polna 20 of 55, more');
    fake.answer('Points', fake.error('INTERNAL', { reference: 'R-7' }));
    go('Polna', 40);
    await screen.findByRole('alert');
    await says('Polna 20 of 55, more');
    // A list of another street would be wrong.
    go('Leśna');
    await says('nothing');
    fake.answer('Points', (variables) => points(variables, 3));
    await userEvent.click(screen.getByRole('button'));
    await says('Leśna 3 of 3');
    expect(screen.queryByRole('alert')).toBeNull();
  });

  it('keeps the list before on the screen until the next has come whole', async () => {
    await put(<Street />);
    await says('Polna 20 of 55, more');
    const { promise, keep } = promised<{ points: Answer['points'] }>();
    fake.answer('Points', () => promise);
    go('Leśna');
    await says('Polna 20 of 55, more, loading');
    keep(points({ street: 'Leśna', first: 20 }, 0));
    await says('none of 0');
  });

  it('never shows an answer that comes after somebody has asked for something else', async () => {
    await put(<Street />);
    await says('Polna 20 of 55, more');
    const late = promised<{ points: Answer['points'] }>();
    fake.answer('Points', (variables) =>
      variables.street === 'Leśna' ? late.promise : points(variables, 55),
    );
    go('Leśna');
    go('Krótka');
    await says('Krótka 20 of 55, more');
    late.keep(points({ street: 'Leśna', first: 20 }, 55));
    await new Promise((resolve) => setTimeout(resolve, 20));
    await says('Krótka 20 of 55, more');
  });

  it('asks for the pages which are missing only, and ends with the last', async () => {
    await put(<Street />);
    await says('Polna 20 of 55, more');
    go('Polna', 40);
    await says('Polna 40 of 55, more');
    go('Polna', 100);
    await says('Polna 55 of 55');
    expect(fake.asked.map(({ variables }) => [variables.first, variables.after])).toEqual([
      [20, null],
      [20, '20'],
      [60, '40'],
    ]);
  });

  it('is there at once when found again, and renewed', async () => {
    await put(<Street />);
    await says('Polna 20 of 55, more');
    fake.answer('Points', (variables) => points(variables, 56));
    await put(<Street />);
    expect(screen.getAllByRole('status').at(-1)!.textContent).toBe('Polna 20 of 55, more');
    await waitFor(() => expect(textOf()).toContain('Polna 20 of 56, more'));
  });
});

it('ends pages at the same places whatever an address says', () => {
  expect([0, 20, 40, 100, 250].map(pageAfter)).toEqual([20, 40, 100, 200, 300]);
  expect([NaN, -5, 0, 20, 21, 40, 41, 101, 1e7].map(wholePages)).toEqual([
    20, 20, 20, 20, 40, 40, 100, 200, 20,
  ]);
});

describe('a field somebody types in', () => {
  const commits: string[] = [];
  const value = asked('a');

  function Field() {
    const [draft, setDraft, commitNow] = useDraft(
      useSyncExternalStore(value.subscribe, value.get),
      (next) => {
        commits.push(next);
        value.set(next.trim());
      },
    );
    return (
      <input
        value={draft}
        onChange={(event) => setDraft(event.target.value)}
        onKeyDown={(event) => event.key === 'Enter' && commitNow()}
      />
    );
  }
  const field = () => screen.findByRole<HTMLInputElement>('textbox');
  beforeEach(async () => {
    commits.length = 0;
    value.set('a');
    await put(<Field />);
    await userEvent.click(await field());
  });

  it('hands its value on after a pause, or at once', async () => {
    await userEvent.keyboard('bc ');
    expect(commits).toEqual([]);
    await waitFor(() => expect(commits).toEqual(['abc ']));
    // Our own value comes back trimmed and removes no letter.
    expect((await field()).value).toBe('abc ');
    await userEvent.keyboard('d{Enter}{Enter}');
    expect(commits).toEqual(['abc ', 'abc d']);
  });

  it('takes what comes from outside', async () => {
    await userEvent.keyboard(' half a wo');
    value.set('back');
    await waitFor(async () => expect((await field()).value).toBe('back'));
    await new Promise((resolve) => setTimeout(resolve, 350));
    expect(commits).toEqual([]);
  });
});

describe('a part on the page', () => {
  const Icon = icons({ dot: 'M1 1' });

  function Greeting() {
    useTitle('Saldo');
    return (
      <p>
        <Icon name="dot" /> {crypto.randomUUID()}
      </p>
    );
  }

  it('stands under its class, and begins anew for another language or customer', async () => {
    await put(<Greeting />);
    await screen.findByRole('paragraph');
    expect(document.querySelector('.ebok-try path')?.getAttribute('d')).toBe('M1 1');
    await waitFor(() => expect(document.title).toBe('Saldo'));
    const seen = new Set([textOf()]);
    const another = () =>
      waitFor(() => {
        expect(textOf()).not.toBe('');
        expect(seen).not.toContain(textOf());
        seen.add(textOf());
      });
    fake.language('uk');
    await another();
    fake.session({ role: 'VIEW' });
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(seen).toContain(textOf());
    fake.session({ customer: { id: 'c2', number: 'K-2', kind: 'COMPANY', name: 'F.H.U.' } });
    // There is no customer for a moment: the former customer's cache is cleared meanwhile.
    await Promise.resolve();
    expect(textOf()).toBe('');
    await another();
    fake.session(null);
    await waitFor(() => expect(textOf()).toBe(''));
  });

  it('tells the shell of what it cannot draw, and leaves nothing behind', async () => {
    const error = jest.spyOn(console, 'error').mockImplementation(() => {});
    await put(<Broken />);
    await waitFor(() => expect(takeFaults()).toEqual([new Error('broken')]));
    expect(textOf()).toBe('');
    await close();
    error.mockRestore();
  });
});

function Broken(): ReactNode {
  throw new Error('broken');
}

it('puts the focus around a Retry that goes away, and says what the log calls the failure', async () => {
  const retried = jest.fn();
  const error = fake.error('INTERNAL', { reference: 'R-7' });
  await put(
    <section tabIndex={-1}>
      <Failed error={error} onRetry={retried} />
    </section>,
  );
  expect((await screen.findByRole('alert')).textContent).toContain('numer błędu: R-7');
  await userEvent.click(screen.getByRole('button', { name: 'Spróbuj ponownie' }));
  expect(retried).toHaveBeenCalledTimes(1);
  expect(document.activeElement?.tagName).toBe('SECTION');
});

it('says what the gateway says of itself while it is unavailable', async () => {
  const error = fake.error('INTERNAL', { retryAfter: 2 }, 'Serwis chwilowo nie odpowiada.');
  await put(<Failed error={error} onRetry={() => {}} />);
  const alert = await screen.findByRole('alert');
  expect(alert.textContent).toContain('Serwis chwilowo nie odpowiada.');
  expect(alert.textContent).not.toContain('Nie udało się');
  expect(screen.getByRole('button', { name: 'Spróbuj ponownie' })).toBeTruthy();
});
