// The panel about the schema: the SDL as a file, its usage by slices, and deprecations.
import { useGraphiQL } from '@graphiql/react';
import { isEnumType, isInputObjectType, isInterfaceType, isObjectType, type GraphQLSchema } from 'graphql';
import { useContext, useId, useMemo } from 'react';
import { useAnswer, type Deprecation, type PlaceUser } from './answers';
import { ChosenPlace } from './chosen';
import { Answered, Panel, Until, Users } from './parts';

export const SCHEMA_PANEL = 'Schema and its users';

export function SchemaPanel() {
  return (
    <Panel title={SCHEMA_PANEL}>
      <p>
        <a href="/playground/schema.graphql" download>
          Download SDL
        </a>
      </p>
      <WhoUses />
      <Deprecations />
    </Panel>
  );
}

function WhoUses() {
  const { place, choose } = useContext(ChosenPlace);
  const schema = useGraphiQL((state) => state.schema);
  const places = useMemo(() => (schema ? placesOf(schema) : []), [schema]);
  const isPlace = places.includes(place);
  const answer = useAnswer<PlaceUser[]>(isPlace ? `users?of=${place}` : null);
  const id = useId();
  return (
    <>
      <h3>Which slices use this</h3>
      <label htmlFor={id}>A field, argument or value</label>
      <input
        id={id}
        list={`${id}-places`}
        value={place}
        placeholder="Customer.balance"
        autoComplete="off"
        spellCheck={false}
        onChange={({ target }) => choose(target.value.trim())}
      />
      <datalist id={`${id}-places`}>
        {places.map((one) => (
          <option key={one} value={one} />
        ))}
      </datalist>
      <div role="status">
        {isPlace && (
          <Answered answer={answer}>
            {(users) => (
              <Users users={users} nobody={`No live version names ${place}, and nobody asked in 7 days.`} />
            )}
          </Answered>
        )}
        {place && !isPlace && <p>The schema has no such place. Write Type.field.</p>}
      </div>
    </>
  );
}

function Deprecations() {
  const answer = useAnswer<(Deprecation & { users: PlaceUser[] })[]>('deprecations');
  return (
    <>
      <h3>Deprecations</h3>
      <Answered answer={answer}>
        {(deprecations) => (
          <>
            {deprecations.length === 0 && <p>Nothing is deprecated.</p>}
            <ul>
              {deprecations.map(({ users, ...one }) => (
                <li key={one.place}>
                  <code>{one.place}</code>
                  <Until {...one} />
                  <Users users={users} nobody="Nobody uses it: it may go." />
                </li>
              ))}
            </ul>
          </>
        )}
      </Answered>
    </>
  );
}

/** All fields, arguments and values, in the schema's order. */
function placesOf(schema: GraphQLSchema): string[] {
  return Object.values(schema.getTypeMap()).flatMap((type) => {
    if (type.name.startsWith('__')) return [];
    if (isEnumType(type)) return type.getValues().map(({ name }) => `${type.name}.${name}`);
    if (isInputObjectType(type)) return Object.keys(type.getFields()).map((name) => `${type.name}.${name}`);
    if (!isObjectType(type) && !isInterfaceType(type)) return [];
    return Object.values(type.getFields()).flatMap((field) => [
      `${type.name}.${field.name}`,
      ...field.args.map(({ name }) => `${type.name}.${field.name}.${name}`),
    ]);
  });
}
