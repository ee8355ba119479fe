import { Checks, SearchForm } from '@ebok/shell/react';
import { t } from '../texts';
import { CHANNELS, countFilters, KINDS, type MessageSearch } from './messageSearch';

interface Props {
  search: MessageSearch;
  onChange: (change: Partial<MessageSearch>) => void;
}

/** The filters of the message list. */
export function MessageFilters({ search, onChange }: Props) {
  const count = countFilters(search);
  return (
    <SearchForm
      text={search.text}
      onText={(text) => onChange({ text })}
      count={count}
      says={{
        text: t('filters.text'),
        filters: count > 0 ? t('filters.openCount', { count }) : t('filters.open'),
      }}
    >
      <Checks
        legend={t('filters.kind')}
        options={KINDS}
        name={(kind) => t(`kind.${kind}`)}
        chosen={search.kind}
        onChange={(kind) => onChange({ kind })}
      />
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
    </SearchForm>
  );
}
