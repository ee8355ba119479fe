// The panel about the current tab's operation: cost, registered versions, deprecations, other users of its fields.
import { tryParseJSONC, useGraphiQL, useGraphiQLActions } from '@graphiql/react';
import { useContext } from 'react';
import { bodyOf } from '../curl';
import { useAnswer, useSettled, type OperationFacts } from './answers';
import { ChosenPlace } from './chosen';
import { Answered, callsText, nameOf, Panel, Until } from './parts';
import { SCHEMA_PANEL } from './SchemaPanel';

const TYPED_MS = 400;

export function OperationPanel() {
  const tab = useGraphiQL((state) => state.tabs[state.activeTabIndex]);
  const query = useSettled(tab?.query ?? '', TYPED_MS);
  const body = bytesOf(tab?.query ?? '', tab?.variables ?? '', tab?.operationName ?? undefined);
  const answer = useAnswer<OperationFacts>(query.trim() ? 'operation' : null, query);
  return (
    <Panel title="Operation">
      {query.trim() ? (
        <Answered answer={answer}>{(facts) => <Facts facts={facts} body={body} />}</Answered>
      ) : (
        <p>Type an operation, or open one from “Slices” or “Prepared operations”.</p>
      )}
    </Panel>
  );
}

function Facts({ facts, body }: { facts: OperationFacts; body: number }) {
  return (
    <>
      {facts.faults.length > 0 && (
        <div className="panel__refused">
          <p>It would be refused:</p>
          <ul>
            {facts.faults.map((fault) => (
              <li key={fault}>{fault}</li>
            ))}
          </ul>
        </div>
      )}
      <Costs facts={facts} body={body} />
      <h3>Registered</h3>
      <Registered facts={facts} />
      <h3>Deprecated</h3>
      {facts.deprecated.length === 0 && <p>Nothing it uses is deprecated.</p>}
      <ul>
        {facts.deprecated.map((one) => (
          <li key={one.place}>
            <code>{one.place}</code>
            <Until {...one} />
          </li>
        ))}
      </ul>
      <Fields fields={facts.fields} />
    </>
  );
}

function Costs({ facts: { limits, costs, aliases, tokens }, body }: { facts: OperationFacts; body: number }) {
  const of = (name: string) => (costs.length > 1 && name ? ` of ${name}` : '');
  return (
    <table>
      <caption>Cost and limits</caption>
      <thead>
        <tr>
          <th scope="col">What</th>
          <th scope="col">Here</th>
          <th scope="col">Limit</th>
        </tr>
      </thead>
      <tbody>
        {costs.map(({ name, depth }) => (
          <Cost key={`depth ${name}`} what={`Depth${of(name)}`} here={depth} limit={limits.depth} />
        ))}
        {costs.map(({ name, objects }) => (
          <Cost
            key={`objects ${name}`}
            what={`Objects, estimated${of(name)}`}
            here={objects}
            limit={limits.objects}
          />
        ))}
        <Cost what="Aliases" here={aliases} limit={limits.aliases} />
        <Cost what="Tokens" here={tokens} limit={limits.tokens} />
        <Cost what="Bytes sent" here={body} limit={limits.bodyBytes} />
      </tbody>
    </table>
  );
}

/** The gateway stops counting just past a limit, so there is no exact number beyond it. */
function Cost({ what, here, limit }: { what: string; here: number | null; limit: number }) {
  const isOver = here !== null && here > limit;
  return (
    <tr className={isOver ? 'panel__over' : undefined}>
      <th scope="row">{what}</th>
      <td>{here === null ? '?' : isOver ? 'over' : here.toLocaleString('en')}</td>
      <td>{limit.toLocaleString('en')}</td>
    </tr>
  );
}

function Registered({ facts: { registered, isKnown } }: { facts: OperationFacts }) {
  if (registered.length === 0)
    return (
      <p>
        {isKnown
          ? 'Only a version that no channel points at has it.'
          : 'No live version has it. In production it runs for developers, and for programs with a token.'}
      </p>
    );
  return (
    <ul>
      {registered.map((one) => (
        <li key={`${one.slice}@${one.version} ${one.hash}`}>
          {nameOf(one)}: {one.name || one.hash.slice(0, 12)}, {callsText(one.calls)} in 7 days
        </li>
      ))}
    </ul>
  );
}

function Fields({ fields }: { fields: OperationFacts['fields'] }) {
  const { choose } = useContext(ChosenPlace);
  // Fragments come after the operation's own selections.
  const isRoot = (field: string) => /^(Query|Mutation)\./.test(field);
  const ordered = [...fields].sort((a, b) => Number(isRoot(b.field)) - Number(isRoot(a.field)));
  const actions = useGraphiQLActions();

  function show(field: string): void {
    choose(field);
    actions.setVisiblePlugin(SCHEMA_PANEL);
  }

  return (
    <>
      <h3>Who uses its fields</h3>
      <p>Calls in 7 days. Press a field to see operations.</p>
      <ul className="panel__fields">
        {ordered.map(({ field, users }) => (
          <li key={field}>
            <button type="button" className="panel__place" onClick={() => show(field)}>
              {field}
            </button>
            {users.length === 0 && <p>nobody</p>}
            <ul>
              {users.map((user) => (
                <li key={`${user.slice}@${user.version}`}>
                  {nameOf(user)}: {user.calls.toLocaleString('en')}
                </li>
              ))}
            </ul>
          </li>
        ))}
      </ul>
    </>
  );
}

/** Variables that are not valid JSON yet are counted as text. */
function bytesOf(query: string, variables: string, operationName?: string): number {
  const bytes = (text: string) => new TextEncoder().encode(text).length;
  try {
    return bytes(bodyOf({ query, variables: tryParseJSONC(variables), operationName }));
  } catch {
    return bytes(bodyOf({ query, operationName })) + bytes(variables);
  }
}
