import { t } from '../texts';

/** A screen which is not there yet says so. */
export function SoonPage({ screen }: { screen: 'messages' | 'contact' }) {
  return (
    <>
      <h1>{t(`${screen}.title`)}</h1>
      <p className="card">{t(`${screen}.soon`)}</p>
    </>
  );
}
