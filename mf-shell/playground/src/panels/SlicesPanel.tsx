// The panel with the persisted operations of all live versions, to be opened as tabs.
import { useAnswer, type LiveVersion } from './answers';
import { Answered, callsText, Panel } from './parts';
import { useOpenTabs } from './tabs';

export function SlicesPanel() {
  const answer = useAnswer<LiveVersion[]>('versions');
  return (
    <Panel title="Slices">
      <p>Operations of every version that a channel points at. Press one to open its tab.</p>
      <Answered answer={answer}>{(versions) => <Slices versions={versions} />}</Answered>
    </Panel>
  );
}

function Slices({ versions }: { versions: LiveVersion[] }) {
  if (versions.length === 0) return <p>No version with operations is published here.</p>;
  const slices = [...new Set(versions.map(({ slice }) => slice))];
  return slices.map((slice) => (
    <section key={slice} aria-label={slice}>
      <h3>{slice}</h3>
      {versions
        .filter((one) => one.slice === slice)
        .map((one) => (
          <Version key={one.version} version={one} />
        ))}
    </section>
  ));
}

function Version({ version: { slice, version, channels, operations } }: { version: LiveVersion }) {
  const open = useOpenTabs();
  return (
    <>
      <p>
        {version} ({channels.join(', ')}){' '}
        <button
          type="button"
          className="panel__button"
          aria-label={`Open all operations of ${slice} ${version}`}
          onClick={() => open(operations.map(opened))}
        >
          Open all
        </button>
      </p>
      <ul>
        {operations.map((one) => (
          <li key={one.name + one.text}>
            <button type="button" className="panel__place" onClick={() => open([opened(one)])}>
              {one.name}
            </button>{' '}
            {callsText(one.calls)} in 7 days
          </li>
        ))}
      </ul>
    </>
  );
}

function opened({ name, text }: LiveVersion['operations'][number]) {
  return { name, query: text };
}
