import { language } from '@ebok/shell';
import { t } from '../texts';
import { linkify } from './linkify';

/** A message's plain text, with its web addresses as links. Nothing in it becomes markup. */
export function PlainText({ text, lang }: { text: string; lang?: string }) {
  return (
    <p className="ebok-inbox__body" lang={lang}>
      {linkify(text).map(({ text: piece, href }, n) =>
        href === undefined ? (
          piece
        ) : (
          <a key={n} href={href} target="_blank" rel="noopener noreferrer">
            {piece}
            <span className="visually-hidden" lang={lang && language.current}>
              {' '}
              {t('message.newTab')}
            </span>
          </a>
        ),
      )}
    </p>
  );
}
