import { useTitle } from './useTitle';

interface Props {
  /** The list that would contain the object. */
  list: string;
  /** The slice's catalogue: notFound.title, notFound.text, notFound.back. */
  t: (key: 'notFound.title' | 'notFound.text' | 'notFound.back') => string;
}

/** Not found, or no access: both look the same on purpose. */
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
