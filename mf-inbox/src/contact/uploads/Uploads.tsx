import { keepFocusAround } from '@ebok/shell';
import { fileSize, isOnItsWay, isUnsent, type ListedFile, type UploadList } from '@ebok/shell/uploads';
import { useEffect, useId, useRef, useState, useSyncExternalStore, type ReactNode } from 'react';
import { Icon } from '../Icon';
import { t } from '../texts';

/** Types that the gateway takes; it decides by the content, this only helps to choose. */
const ACCEPTED = '.pdf,.jpg,.jpeg,.png,.heic,.txt,.docx,image/jpeg,image/png,image/heic';

interface Props {
  list: UploadList;
  /** The id of the field, to which the summary of problems leads. */
  id: string;
  /** The problem of the field, beside it. */
  children?: ReactNode;
}

/** Files to go with a text: chosen, dropped or taken with the camera. */
export function Uploads({ list, id, children }: Props) {
  const files = useSyncExternalStore(list.subscribe, () => list.files);
  const [isOver, setIsOver] = useState(false);
  const hint = useId();
  useDropsInPlace();
  const isFull = files.length >= list.most;
  return (
    <fieldset
      className={`ebok-inbox__uploads ${isOver ? 'ebok-inbox__uploads--over' : ''}`}
      onDragOver={(event) => setIsOver(event.dataTransfer.types.includes('Files'))}
      onDragLeave={() => setIsOver(false)}
      onDrop={(event) => {
        setIsOver(false);
        list.add([...event.dataTransfer.files]);
      }}
    >
      <legend className="field__label">{t('files.title')}</legend>
      <p className="field__hint" id={hint}>
        {t('files.hint', { most: list.most })} <span className="ebok-inbox__drop">{t('files.drop')}</span>
      </p>
      {files.length > 0 && (
        <ul className="ebok-inbox__files">
          {files.map((file) => (
            <FileRow key={file.key} file={file} list={list} />
          ))}
        </ul>
      )}
      {list.left.length > 0 && (
        <p className="field__problem" role="alert">
          <Icon name="warning" />
          {t('files.tooMany', { most: list.most, names: list.left.join(', ') })}
        </p>
      )}
      {children}
      <div className="cluster ebok-inbox__choose">
        <FileButton id={id} list={list} describedBy={hint} disabled={isFull} icon="clip" multiple>
          {t('files.choose')}
        </FileButton>
        <FileButton id={`${id}-camera`} list={list} disabled={isFull} icon="camera" camera>
          {t('files.camera')}
        </FileButton>
      </div>
      <Announcement files={files} />
    </fieldset>
  );
}

interface FileButtonProps {
  id: string;
  list: UploadList;
  disabled: boolean;
  icon: 'clip' | 'camera';
  describedBy?: string;
  multiple?: boolean;
  camera?: boolean;
  children: string;
}

/** The browser's own file field, drawn as a button. */
function FileButton({ id, list, disabled, icon, describedBy, multiple, camera, children }: FileButtonProps) {
  return (
    <div className={camera ? 'ebok-inbox__camera' : undefined}>
      <input
        className="visually-hidden"
        type="file"
        id={id}
        multiple={multiple}
        accept={camera ? 'image/*' : ACCEPTED}
        // The camera's own button: with this attribute a phone offers no stored files.
        capture={camera ? 'environment' : undefined}
        disabled={disabled}
        aria-describedby={describedBy}
        onChange={({ target }) => {
          list.add([...(target.files ?? [])]);
          // The same file can be chosen again.
          target.value = '';
        }}
      />
      <label className="button button--secondary" htmlFor={id} aria-disabled={disabled}>
        <Icon name={icon} />
        {children}
      </label>
    </div>
  );
}

function FileRow({ file, list }: { file: ListedFile; list: UploadList }) {
  const { key, name, size, state, progress, message } = file;
  const isWrong = isUnsent(file);
  const percent = Math.round(progress * 100);
  return (
    <li className={isWrong ? 'ebok-inbox__file ebok-inbox__file--wrong' : 'ebok-inbox__file'}>
      <div className="ebok-inbox__file-name">
        {/* Without isolation, a name in another direction would change what stands beside it. */}
        <bdi>{name}</bdi> <span className="muted small number">{fileSize(size)}</span>
      </div>
      {state === 'sending' && (
        <progress aria-label={t('files.progress', { name })} max={100} value={percent}>
          {percent} %
        </progress>
      )}
      <p className={isWrong ? 'field__problem' : 'muted small'}>
        {isWrong && <Icon name="warning" />}
        {state === 'sending' && percent < 100 && t('files.sending', { percent })}
        {state === 'sending' && percent === 100 && t('files.checking')}
        {state !== 'sending' && (message ?? t(`files.${state}`))}
      </p>
      <div className="cluster">
        {state === 'broken' && (
          <button
            type="button"
            className="button button--secondary button--small"
            onClick={(event) => {
              keepFocusAround(event.currentTarget);
              list.retry(key);
            }}
          >
            {t('files.retry')}
            <span className="visually-hidden"> {name}</span>
          </button>
        )}
        <button
          type="button"
          className="button button--quiet button--small"
          onClick={(event) => {
            keepFocusAround(event.currentTarget);
            list.remove(key);
          }}
        >
          {t(isOnItsWay(file) ? 'files.cancel' : 'files.remove')}
          <span className="visually-hidden"> {name}</span>
        </button>
      </div>
    </li>
  );
}

/** Tells screen readers how each file ended; the moving percentage would be too much. */
function Announcement({ files }: { files: readonly ListedFile[] }) {
  const told = useRef(new Map(files.map(({ key, state }) => [key, state])));
  const [words, setWords] = useState('');
  useEffect(() => {
    const news = files.filter(({ key, state }) => told.current.get(key) !== state);
    told.current = new Map(files.map(({ key, state }) => [key, state]));
    const ended = news.filter((file) => !isOnItsWay(file));
    if (ended.length > 0)
      setWords(
        ended.map(({ name, state, message }) => `${name}: ${message ?? t(`files.${state}`)}`).join(' '),
      );
  }, [files]);
  return (
    <p className="visually-hidden" role="status">
      {words}
    </p>
  );
}

/** A file dropped beside the field would replace the page, and everything typed with it. */
function useDropsInPlace() {
  useEffect(() => {
    const keep = (event: DragEvent) => event.preventDefault();
    addEventListener('dragover', keep);
    addEventListener('drop', keep);
    return () => {
      removeEventListener('dragover', keep);
      removeEventListener('drop', keep);
    };
  }, []);
}
