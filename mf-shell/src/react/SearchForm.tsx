import { useId, useState, type ReactNode } from 'react';
import { icons } from './Icon';
import { LONGEST_TEXT } from './paging';
import { useDraft } from './useDraft';

const Icon = icons({ filter: 'M3 6h18M7 12h10M10.5 18h3' });

interface Props {
  text: string;
  onText: (text: string) => void;
  /** The number of filters in use, without the text. */
  count: number;
  says: { text: string; filters: string };
  children: ReactNode;
}

/** A search field; the filters open below it, and are open while one is in use. */
export function SearchForm({ text, onText, count, says, children }: Props) {
  const [open, setOpen] = useState(count > 0);
  const [draft, setDraft, commit] = useDraft(text, (value) => onText(value.trim()));
  const panel = useId();
  return (
    <form role="search" className="search" onSubmit={(event) => event.preventDefault()}>
      <div className="search__bar">
        <label className="field">
          <span className="field__label">{says.text}</span>
          <input
            className="field__input"
            type="search"
            value={draft}
            maxLength={LONGEST_TEXT}
            autoComplete="off"
            enterKeyHint="search"
            onChange={(event) => setDraft(event.target.value)}
            // A form with several fields and no submit button ignores Enter.
            onKeyDown={(event) => event.key === 'Enter' && commit()}
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
          {says.filters}
        </button>
      </div>
      <div id={panel} className="search__panel" hidden={!open}>
        {children}
      </div>
    </form>
  );
}

/** A group of checkboxes. */
export function Checks<T extends string>(props: {
  legend: string;
  options: T[];
  name: (option: T) => string;
  chosen: T[];
  onChange: (chosen: T[]) => void;
}) {
  const { chosen, options } = props;
  const toggle = (option: T) =>
    props.onChange(options.filter((other) => chosen.includes(other) !== (other === option)));
  return (
    <fieldset className="search__checks">
      <legend className="field__label">{props.legend}</legend>
      {options.map((option) => (
        <label key={option} className="check">
          <input type="checkbox" checked={chosen.includes(option)} onChange={() => toggle(option)} />
          {props.name(option)}
        </label>
      ))}
    </fieldset>
  );
}
