// Base of the shell's forms: one submit at a time, problems at their fields and in a summary, input kept.
import { html, nothing, type TemplateResult } from 'lit';
import { errorText } from '../api/error-text';
import { icon } from '../layout/icons';
import { t } from '../language/texts';
import type { Problem } from '../api/problem';
import { Page } from './page-element';

/** Not among the icons that every page loads. */
const EYE = html`
  <svg class="icon" viewBox="0 0 24 24" aria-hidden="true">
    <path d="M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12z" />
    <circle cx="12" cy="12" r="3" />
  </svg>
`;

export interface FieldOptions {
  name: string;
  label: string;
  hint?: string;
  type?: string;
  autocomplete?: string;
  inputmode?: string;
  autocapitalize?: 'none' | 'characters';
  value?: string;
  maxlength?: number;
}

export abstract class FormPage extends Page {
  static override properties = {
    problems: { state: true },
    failure: { state: true },
    busy: { state: true },
    done: { state: true },
    shown: { state: true },
  };
  declare problems: Problem[];
  /** A problem of the whole form, as a sentence. */
  declare failure: string;
  declare busy: boolean;
  declare done: boolean;
  /** True while passwords are shown as plain text. */
  declare shown: boolean;
  #reported: Problem[] = [];

  constructor() {
    super();
    this.problems = [];
    this.failure = '';
    this.busy = this.done = this.shown = false;
    this.addEventListener('input', this.#mend);
  }

  /** Typing clears the problems of the field and of the whole form. */
  #mend = ({ target }: Event): void => {
    this.failure = '';
    const { name } = target as HTMLInputElement;
    const left = this.problems.filter(({ field }) => field && field !== name);
    if (left.length < this.problems.length) this.problems = this.#reported = left;
  };

  /** Handles a submit: `work` returns the problems; an empty list is success. */
  protected async submit(event: Event, work: (values: Record<string, string>) => Promise<Problem[]>) {
    event.preventDefault();
    if (this.busy) return;
    const form = event.currentTarget as HTMLFormElement;
    const values = Object.fromEntries(
      [...new FormData(form)].map(([name, value]) => [name, typeof value === 'string' ? value : '']),
    );
    this.failure = '';
    const empty = this.#empty(form);
    if (empty.length > 0) return void (this.problems = empty);
    this.busy = true;
    try {
      this.problems = await work(values);
    } catch (error) {
      this.problems = [];
      this.failure = errorText(error);
    }
    this.busy = false;
  }

  /** Moves the focus to the summary once for each new problem. */
  protected override updated(): void {
    super.updated();
    if (this.problems === this.#reported && !this.failure) return;
    this.#reported = this.problems;
    if (this.problems.length > 0) this.querySelector<HTMLElement>('.form__summary')?.focus();
  }

  /** Problems of empty fields, found before a request is sent. */
  #empty(form: HTMLFormElement): Problem[] {
    const inputs = [...form.querySelectorAll<HTMLInputElement>('input[required]')];
    return inputs
      .filter((input) => (input.type === 'checkbox' ? !input.checked : input.value.trim() === ''))
      .map((input) => ({ code: 'REQUIRED', field: input.name, message: input.dataset['missing'] ?? '' }));
  }

  /** All problems in one place, each with a link to its field. */
  protected summary(more?: unknown): TemplateResult | typeof nothing {
    if (this.failure) {
      return html`
        <div class="alert alert--danger" role="alert">
          ${icon('warning')}
          <p>${this.failure}</p>
        </div>
      `;
    }
    if (this.problems.length === 0) return nothing;
    const [first] = this.problems;
    const single = this.problems.length === 1 && first && !this.#input(first);
    return html`
      <div class="alert alert--danger form__summary" role="alert" tabindex="-1">
        ${icon('warning')}
        ${
          single
            ? html`
                <p>${first.message}</p>
              `
            : html`
                <p class="alert__title">${t('form.problems', { count: this.problems.length })}</p>
                <ul>
                  ${this.problems.map((problem) => this.#reference(problem))}
                </ul>
              `
        }
        ${more ?? nothing}
      </div>
    `;
  }

  protected field(options: FieldOptions): TemplateResult {
    const { name, label, hint, type = 'text' } = options;
    const problem = this.problemOf(name);
    return html`
      <div class="field">
        <label class="field__label" for=${name}>${label}</label>
        ${
          hint
            ? html`
                <p class="field__hint" id="${name}-hint">${hint}</p>
              `
            : nothing
        }
        <div class="field__box ${type === 'password' ? '' : 'is-plain'}">
          ${this.#control(options, problem)}
        </div>
        ${this.problemAt(name)}
      </div>
    `;
  }

  #control({ name, label, hint, type = 'text', ...rest }: FieldOptions, problem: Problem | undefined) {
    const described = [hint && `${name}-hint`, problem && `${name}-problem`].filter(Boolean).join(' ');
    return html`
      <input
        class="field__input"
        id=${name}
        name=${name}
        type=${type === 'password' && this.shown ? 'text' : type}
        autocomplete=${rest.autocomplete ?? 'off'}
        inputmode=${rest.inputmode ?? nothing}
        maxlength=${rest.maxlength ?? nothing}
        autocapitalize=${rest.autocapitalize ?? 'none'}
        spellcheck="false"
        value=${rest.value ?? nothing}
        required
        data-missing=${t('form.missing', { label })}
        aria-invalid=${problem ? 'true' : 'false'}
        aria-describedby=${described || nothing}
      />
      ${type === 'password' ? this.#reveal(name) : nothing}
    `;
  }

  #reveal(name: string) {
    return html`
      <button
        type="button"
        class="field__inside"
        aria-pressed=${this.shown}
        aria-controls=${name}
        @click=${() => (this.shown = !this.shown)}
      >
        ${EYE}${t(this.shown ? 'form.hide' : 'form.show')}
        <span class="visually-hidden">${t('form.password')}</span>
      </button>
    `;
  }

  protected button(text: string): TemplateResult {
    return html`
      <button type="submit" class="button button--wide" aria-busy=${this.busy}>${text}</button>
    `;
  }

  protected problemOf(name: string): Problem | undefined {
    return this.problems.find(({ field }) => field === name);
  }

  protected problemAt(name: string): TemplateResult | typeof nothing {
    const problem = this.problemOf(name);
    if (!problem) return nothing;
    return html`
      <p class="field__problem" id="${name}-problem">${icon('warning')}${problem.message}</p>
    `;
  }

  #reference(problem: Problem) {
    const input = this.#input(problem);
    if (!input)
      return html`
        <li>${problem.message}</li>
      `;
    const go = (event: Event) => {
      event.preventDefault();
      input.focus();
    };
    return html`
      <li><a href="#${input.id}" @click=${go}>${problem.message}</a></li>
    `;
  }

  #input({ field }: Problem): HTMLInputElement | undefined {
    if (!field) return undefined;
    return [...this.querySelectorAll('input')].find(({ name }) => name === field);
  }
}
