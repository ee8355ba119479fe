import type { WholeInvoice } from './invoiceParts';
import { Term } from './terms/Term';
import { t } from './texts';

type Detail = WholeInvoice['details'][number];

const SHORT = 20;

/**
 * A table of the seller, unchanged; pairs without a header are drawn as a list of facts. Most names of facts come from
 * the gateway, since their fields have none.
 */
export function DetailTable({ detail }: { detail: Detail }) {
  const { title, header, rows } = detail;
  const columns = Math.max(header.length, ...rows.map((row) => row.length));
  if (header.length === 0 && columns <= 2) return <Facts rows={rows} />;
  const numeric = Array.from({ length: columns }, (_, column) => isNumeric(rows, column));
  const align = (column: number) => (numeric[column] ? 'table__number' : undefined);
  // Short cells such as days and units must not wrap; sentences must.
  const cellClass = (column: number, cell: string) =>
    align(column) ?? (cell.length <= SHORT ? 'ebok-finance__short' : undefined);
  return (
    // A wide table scrolls in its frame, which takes the focus so that arrow keys scroll it.
    <div className="ebok-finance__scroll" role="region" aria-label={title || t('details.facts')} tabIndex={0}>
      <table className="table table--fixed" lang="pl">
        {header.length > 0 && (
          <thead>
            <tr>
              {header.map((name, column) => (
                <th key={column} scope="col" className={align(column)}>
                  {name}
                </th>
              ))}
            </tr>
          </thead>
        )}
        <tbody>
          {rows.map((row, index) => (
            <tr key={index}>
              {row.length === 1 ? (
                <th scope="rowgroup" colSpan={columns}>
                  {row[0]}
                </th>
              ) : (
                row.map((cell, column) => (
                  <td key={column} className={cellClass(column, cell)}>
                    {cell}
                  </td>
                ))
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Facts({ rows }: { rows: string[][] }) {
  const pairs = rows.filter((row) => row.length === 2);
  const sentences = rows.filter((row) => row.length === 1);
  return (
    <>
      {pairs.length > 0 && (
        <dl className="facts">
          {pairs.map(([name, value], index) => (
            <div key={index}>
              <dt>
                <Term text={name ?? ''} />
              </dt>
              <dd>
                <Term text={value ?? ''} />
              </dd>
            </div>
          ))}
        </dl>
      )}
      {sentences.map(([sentence], index) => (
        <p key={index} lang="pl">
          {sentence}
        </p>
      ))}
    </>
  );
}

/** Whether a column holds numbers, which are aligned right; sellers print a dash for nothing. */
function isNumeric(rows: string[][], column: number): boolean {
  const cells = rows.filter((row) => row.length > 1).map((row) => row[column] ?? '');
  const filled = cells.filter((cell) => cell !== '' && cell !== '-');
  return filled.length > 0 && filled.every((cell) => /^-?[\d\s]+([.,]\d+)?$/.test(cell));
}
