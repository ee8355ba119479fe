import { format } from '@ebok/shell';
import { amountOf, grosze } from '../../ui/money';
import { absolute, type Explanation } from './parts';
import { t } from './texts';

/** Before, after, and what came back of a correction. */
export function Correction({ gross, story }: { gross: string; story: Explanation['correction'] }) {
  const sign = Math.sign(Number(gross));
  const name = sign < 0 ? 'lower' : sign > 0 ? 'higher' : 'same';
  return (
    <>
      <p>{t(`correction.${name}`, { difference: absolute(gross) })}</p>
      {story ? <Steps gross={gross} story={story} /> : <p>{t('correction.unknown')}</p>}
    </>
  );
}

function Steps({ gross, story }: { gross: string; story: NonNullable<Explanation['correction']> }) {
  const toReturn = -grosze(gross) - grosze(story.returned);
  const steps: [name: 'before' | 'after' | 'returned' | 'toReturn', amount: string][] = [
    ['before', story.before],
    ['after', story.after],
  ];
  if (Number(story.returned) > 0) steps.push(['returned', story.returned]);
  if (toReturn > 0) steps.push(['toReturn', amountOf(toReturn)]);
  return (
    <dl className="facts ebok-finance__steps">
      {steps.map(([name, amount]) => (
        <div key={name}>
          <dt>{t(`correction.${name}`)}</dt>
          <dd>{format.money(amount)}</dd>
        </div>
      ))}
    </dl>
  );
}
