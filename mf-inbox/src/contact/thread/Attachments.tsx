import { fileSize } from '@ebok/shell/uploads';
import { Icon } from '../Icon';
import type { AttachmentFileFragment } from '../generated/graphql';
import { t } from '../texts';

/** Files of a request or reply as links to download; what cannot be downloaded says why. */
export function Attachments({ files }: { files: AttachmentFileFragment[] }) {
  if (files.length === 0) return null;
  return (
    <ul className="ebok-inbox__attachments" aria-label={t('attachments.title')}>
      {files.map(({ id, name, size, url, state }) => (
        <li key={id}>
          <Icon name="clip" />
          {state === 'READY' ? (
            <a href={url} download={name}>
              <bdi>{name}</bdi>
            </a>
          ) : (
            <bdi>{name}</bdi>
          )}
          <span className="muted small number">{fileSize(size)}</span>
          {state !== 'READY' && (
            <span className="small">
              {t(state === 'UNSAFE' ? 'attachments.unsafe' : 'attachments.waiting')}
            </span>
          )}
        </li>
      ))}
    </ul>
  );
}
