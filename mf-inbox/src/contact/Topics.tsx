import { formAddress, TOPICS } from './place';
import { t } from './texts';

const CHOICES = [
  ...TOPICS.map((topic) => ({ key: topic, address: formAddress({ topic }) }) as const),
  { key: 'OUTAGE', address: '/kontakt/awaria' } as const,
];
/** A power cut is urgent, and whatever fits nowhere else comes last. */
const ORDER = [
  ...CHOICES.filter(({ key }) => key !== 'OTHER' && key !== 'OUTAGE'),
  ...CHOICES.filter(({ key }) => key === 'OUTAGE'),
  ...CHOICES.filter(({ key }) => key === 'OTHER'),
];

/** What a customer may write about, each with a word on what it is for. */
export function Topics() {
  return (
    <section className="card no-print" aria-labelledby="topics">
      <h2 id="topics">{t('topics.title')}</h2>
      <ul className="ebok-inbox__topics">
        {ORDER.map(({ key, address }) => (
          <li key={key}>
            <a href={address}>{t(`topic.${key}`)}</a>
            <span className="muted small">{t(`topic.${key}.hint`)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
