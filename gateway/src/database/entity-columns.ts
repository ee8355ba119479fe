// An entity's class is the only list of its columns; statements derive them from TypeORM's metadata.
import { getMetadataArgsStorage } from 'typeorm';
import type { RowOf, TableShape } from './bulk-rows';

type EntityClass<E> = new () => E;

/** Columns of an entity to SELECT, under the names of its properties; `alias` is the table's name in the statement. */
export function columnsOf<E extends object>(
  entity: EntityClass<E>,
  alias?: string,
  without: readonly (keyof E)[] = [],
): string {
  const prefix = alias === undefined ? '' : `${alias}.`;
  return columns(entity, without)
    .map(({ property, name }) => `${prefix}${name}${name === property ? '' : ` AS ${property}`}`)
    .join(', ');
}

/** The table of an entity as `Rows` fills it; the columns in `without` keep their values or defaults. */
export function tableOf<E extends object, Without extends keyof E = never>(
  entity: EntityClass<E>,
  without: readonly Without[] = [],
): TableShape<RowOf<E, Without>> {
  const { name } = getMetadataArgsStorage().tables.find(({ target }) => target === entity)!;
  const filled = columns(entity, without);
  return {
    table: name!,
    columns: filled.map(({ property }) => property as keyof RowOf<E, Without> & string),
    names: filled.map(({ name }) => name),
    key: filled.filter(({ isKey }) => isKey).map(({ name }) => name),
  };
}

function columns<E extends object>(entity: EntityClass<E>, without: readonly (keyof E)[]) {
  return getMetadataArgsStorage()
    .columns.filter(
      ({ target, propertyName }) => target === entity && !without.includes(propertyName as keyof E),
    )
    .map(({ propertyName, options }) => ({
      property: propertyName,
      name: quoted(options.name ?? propertyName),
      isKey: options.primary === true,
    }));
}

/** Our names are plain identifiers, but for one that MySQL reserves. */
function quoted(name: string): string {
  return name === 'lines' ? '`lines`' : name;
}
