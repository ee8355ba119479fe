import { useDraft } from '@ebok/shell/react';
import { useId, useState } from 'react';
import { t } from '../texts';
import { Icon } from './Icon';
import { CHANNELS, countFilters, KINDS, LONGEST_TEXT, type MessageSearch } from './messageSearch';

interface Props {
  search: MessageSearch;
  onChange: (change: Partial<MessageSearch>) => void;
}

/** The text is always there; the rest opens below it, and is open where something is set. */
export function MessageFilters({ search, onChange }: Props) {
  const count = countFilters(search);
  const [open, setOpen] = useState(count > 0);
  const [text, setText, commitText] = useDraft(search.text, (value) => onChange({ text: value.trim() }));
  const panel = useId();
  return (
    <form role="search" className="ebok-inbox__filters" onSubmit={(event) => event.preventDefault()}>
      <div className="ebok-inbox__searchbar">
        <label className="field">
          <span className="field__label">{t('filters.text')}</span>
          <input
            className="field__input"
            type="search"
            value={text}
            maxLength={LONGEST_TEXT}
            autoComplete="off"
            enterKeyHint="search"
            onChange={(event) => setText(event.target.value)}
            // A form with several fields and no button for it is not sent by Enter.
            onKeyDown={(event) => event.key === 'Enter' && commitText()}
          />
        </label>
        <button
          type="button"
          className="button button--secondary"
          aria-expanded={open}
          aria-controls={panel}
          onClick={() => setOpen(!open)}
        >
          <Icon name="filter" />
          {count > 0 ? t('filters.openCount', { count }) : t('filters.open')}
        </button>
      </div>
      <div id={panel} className="ebok-inbox__panel" hidden={!open}>
        <Kinds chosen={search.kind} onChange={(kind) => onChange({ kind })} />
        <label className="field">
          <span className="field__label">{t('filters.channel')}</span>
          <select
            className="field__input"
            value={search.channel}
            onChange={({ target }) =>
              onChange({ channel: CHANNELS.find((channel) => channel === target.value) ?? '' })
            }
          >
            <option value="">{t('filters.allChannels')}</option>
            {CHANNELS.map((channel) => (
              <option key={channel} value={channel}>
                {t(`channel.${channel}`)}
              </option>
            ))}
          </select>
        </label>
        <label className="check">
          <input
            type="checkbox"
            checked={search.unreadOnly}
            onChange={(event) => onChange({ unreadOnly: event.target.checked })}
          />
          {t('filters.unreadOnly')}
        </label>
      </div>
    </form>
  );
}

function Kinds({
  chosen,
  onChange,
}: {
  chosen: MessageSearch['kind'];
  onChange: (chosen: MessageSearch['kind']) => void;
}) {
  return (
    <fieldset className="ebok-inbox__checks">
      <legend className="field__label">{t('filters.kind')}</legend>
      {KINDS.map((kind) => (
        <label key={kind} className="check">
          <input
            type="checkbox"
            checked={chosen.includes(kind)}
            onChange={() => onChange(KINDS.filter((other) => chosen.includes(other) !== (other === kind)))}
          />
          {t(`kind.${kind}`)}
        </label>
      ))}
    </fieldset>
  );
}
