import { useTitle } from './useTitle';

interface Props {
  /** The list in which what was looked for would be. */
  list: string;
  /** The slice's catalogue: notFound.title, notFound.text, notFound.back. */
  t: (key: 'notFound.title' | 'notFound.text' | 'notFound.back') => string;
}

/** Nothing has this address, or nothing of this customer: the two look the same on purpose. */
export function NotFound({ list, t }: Props) {
  useTitle(t('notFound.title'));
  return (
    <>
      <h1>{t('notFound.title')}</h1>
      <div className="card">
        <p>{t('notFound.text')}</p>
        <a className="button" href={list}>
          {t('notFound.back')}
        </a>
      </div>
    </>
  );
}
