// A dropdown list for languages and customers, made of the browser's own <details>.
import { html, nothing, type TemplateResult } from 'lit';
import { icon } from './icons';

export interface Choice {
  text: string;
  /** A second line in smaller letters. */
  more?: string;
  lang?: string;
  current: boolean;
  choose: () => void;
}

export function dropdown(label: string, shown: TemplateResult, choices: Choice[]): TemplateResult {
  return html`
    <details class="dropdown" @focusout=${closeWhenLeft} @keydown=${closeOnEscape}>
      <summary class="dropdown__button">
        <span class="visually-hidden">${label}:</span>
        ${shown}${icon('down')}
      </summary>
      <ul class="dropdown__list">
        ${choices.map(
          ({ text, more, lang, current, choose }) => html`
            <li>
              <button
                type="button"
                class="dropdown__choice"
                lang=${lang ?? nothing}
                aria-current=${current ? 'true' : 'false'}
                @click=${(event: Event) => {
                  close(event, true);
                  choose();
                }}
              >
                <span>${text}</span>
                ${
                  more
                    ? html`
                        <span class="small muted">${more}</span>
                      `
                    : ''
                }
              </button>
            </li>
          `,
        )}
      </ul>
    </details>
  `;
}

function close(event: Event, focus: boolean): void {
  const details = (event.currentTarget as HTMLElement).closest('details');
  if (!details) return;
  details.open = false;
  if (focus) details.querySelector('summary')?.focus();
}

function closeWhenLeft(event: FocusEvent): void {
  if (!(event.currentTarget as HTMLElement).contains(event.relatedTarget as Node | null)) close(event, false);
}

function closeOnEscape(event: KeyboardEvent): void {
  if (event.key === 'Escape') close(event, true);
}
