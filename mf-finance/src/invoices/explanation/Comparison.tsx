import { format } from '@ebok/shell';
import { absolute, signed, type Explanation } from './parts';
import { t } from './texts';

type Compared = NonNullable<Explanation['comparison']>;

/** Where the words of a sentence leave room for a link. */
const GAP = '\u0000';

/** The difference to the same period a year earlier, split into days, use and prices. */
export function Comparison({ comparison, hasOther }: { comparison: Compared; hasOther: boolean }) {
  const { invoice, previousAmount, difference } = comparison;
  const sign = Math.sign(Number(difference));
  const values = { previous: format.money(previousAmount), difference: absolute(difference), link: GAP };
  const said = t(`comparison.${sign > 0 ? 'more' : sign < 0 ? 'less' : 'same'}`, values);
  const [before, after] = said.split(GAP);
  return (
    <div className="stack stack--tight">
      <h3 id="explanation-comparison">{t('comparison.title')}</h3>
      <p>
        {before}
        <a href={`/finanse/${encodeURIComponent(invoice.id)}`}>{invoice.number}</a>
        {after}
      </p>
      {sign !== 0 && <Parts comparison={comparison} />}
      {hasOther && <p className="muted small">{t('comparison.costs')}</p>}
    </div>
  );
}

function Parts({ comparison }: { comparison: Compared }) {
  const { byDays, byUse, byPrice, difference, days, previousDays, kwh, previousKwh } = comparison;
  const change = (before: string, now: string) => t('comparison.fromTo', { before, now });
  const rows = [
    ['days', byDays, change(format.number(previousDays), format.number(days))],
    ['use', byUse, change(format.energy(previousKwh), format.energy(kwh))],
    ['price', byPrice, null],
  ] as const;
  return (
    <>
      <table className="ebok-finance__changes" aria-labelledby="explanation-comparison">
        <tbody>
          {rows.map(([name, amount, detail]) => (
            <tr key={name}>
              <th scope="row">
                {t(`comparison.${name}`)}
                {detail && <span className="muted small ebok-finance__line">{detail}</span>}
              </th>
              <td className="number">{signed(amount)}</td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{t('comparison.difference')}</th>
            <td className="number">{signed(difference)}</td>
          </tr>
        </tfoot>
      </table>
      <p className="muted small">{t('comparison.order')}</p>
    </>
  );
}
