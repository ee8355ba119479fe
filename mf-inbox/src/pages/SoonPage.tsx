import { useLayoutEffect } from 'react';
import { t } from '../texts';

/** A screen which is not there yet says so. */
export function SoonPage({ screen }: { screen: 'messages' | 'contact' }) {
  const title = t(`${screen}.title`);
  useLayoutEffect(() => {
    document.title = title;
  }, [title]);
  return (
    <>
      <h1>{title}</h1>
      <p className="card">{t(`${screen}.soon`)}</p>
    </>
  );
}
