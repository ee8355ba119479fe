import { t } from '../texts';
import { linkify } from './linkify';

/** A message's plain text, with its web addresses as links. Nothing in it becomes markup. */
export function PlainText({ text }: { text: string }) {
  return (
    <p className="ebok-inbox__body">
      {linkify(text).map(({ text: piece, href }, n) =>
        href === undefined ? (
          piece
        ) : (
          <a key={n} href={href} target="_blank" rel="noopener noreferrer">
            {piece}
            <span className="visually-hidden"> {t('message.newTab')}</span>
          </a>
        ),
      )}
    </p>
  );
}
