import { copy, type CopyOutcome } from '@ebok/shell';
import { useEffect, useId, useRef, useState } from 'react';
import { t } from './texts';

/** A calendar's new address, to be copied now. The focus comes here, so that it is read out. */
export function CalendarAddress({ address }: { address: string }) {
  const [outcome, setOutcome] = useState<{ of: string; copied: CopyOutcome }>();
  const field = useRef<HTMLInputElement>(null);
  const [label, hint] = [useId(), useId()];

  useEffect(() => {
    field.current?.focus();
    field.current?.select();
  }, [address]);

  const press = async () => {
    // Cleared first, so that screen readers announce a second press too.
    setOutcome(undefined);
    setOutcome({ of: address, copied: await copy(address) });
  };
  return (
    <div className="field">
      <label className="field__label" htmlFor={label}>
        {t('calendar.address')}
      </label>
      <div className="ebok-inbox__address">
        <input
          ref={field}
          id={label}
          className="field__input"
          readOnly
          value={address}
          aria-describedby={hint}
        />
        <button type="button" className="button" onClick={() => void press()}>
          {t('calendar.copy')}
        </button>
      </div>
      <p role="status" className="small">
        {outcome?.of === address && t(`calendar.${outcome.copied}`)}
      </p>
      <p id={hint}>{t('calendar.once')}</p>
      <p>{t('calendar.how')}</p>
    </div>
  );
}
