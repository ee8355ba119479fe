import { NotificationExample } from './NotificationExample';
import { t } from './texts';
import type { Change, Setting } from './useNotifications';

const DAYS = [1, 3, 7, 14];
const MOST_DAYS = 3;

interface Props {
  customerId: string;
  setting: Setting;
  isFixed: boolean;
  onChange: (change: Change) => void;
}

/** What else can be chosen of a kind, and what its messages look like. */
export function NotificationOptions({ customerId, setting, isFixed, onChange }: Props) {
  const { daysBefore, attachPdf, email } = setting;
  return (
    <div className="stack stack--tight ebok-inbox__options">
      {daysBefore && (
        <DaysBefore
          chosen={daysBefore}
          isFixed={isFixed}
          onChange={(days) => onChange({ daysBefore: days })}
        />
      )}
      {attachPdf !== null && (
        <label className="check">
          <input
            type="checkbox"
            checked={attachPdf}
            disabled={isFixed || !email}
            onChange={({ target }) => onChange({ attachPdf: target.checked })}
          />
          {t('notifications.attachPdf')}
        </label>
      )}
      <NotificationExample customerId={customerId} setting={setting} />
    </div>
  );
}

interface DaysProps {
  chosen: number[];
  isFixed: boolean;
  onChange: (days: number[]) => void;
}

/** The last day stays chosen: whoever wants no reminder switches the channels off. */
function DaysBefore({ chosen, isFixed, onChange }: DaysProps) {
  const days = [...new Set([...DAYS, ...chosen])].sort((a, b) => a - b);
  const toggle = (day: number) =>
    onChange(days.filter((one) => chosen.includes(one) !== (one === day)).sort((a, b) => b - a));
  return (
    <fieldset className="ebok-inbox__days">
      <legend>{t('notifications.days')}</legend>
      <div className="cluster">
        {days.map((day) => {
          const isChosen = chosen.includes(day);
          const isLimit = isChosen ? chosen.length === 1 : chosen.length >= MOST_DAYS;
          return (
            <label key={day} className="check">
              <input
                type="checkbox"
                checked={isChosen}
                disabled={isFixed || isLimit}
                onChange={() => toggle(day)}
              />
              {t('notifications.day', { count: day })}
            </label>
          );
        })}
      </div>
      <p className="muted small">{t('notifications.daysHint')}</p>
    </fieldset>
  );
}
