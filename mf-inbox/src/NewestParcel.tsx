import { render } from './frame';
import { NewestMessages } from './pages/NewestMessages';
import { t } from './texts';

/** The tile on home. */
function NewestParcel() {
  return (
    <section className="card" aria-label={t('newest.title')} tabIndex={-1}>
      <NewestMessages />
    </section>
  );
}

export const open = (element: HTMLElement, onFault: (error: unknown) => void) =>
  render(element, <NewestParcel />, onFault);
