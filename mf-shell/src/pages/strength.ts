// Password strength while it is typed. The gateway assesses it, as it does when the password is set.
import { html, type ReactiveControllerHost, type TemplateResult } from 'lit';
import { run } from '../api/graphql';
import { t } from './page-texts';
import { PASSWORD_STRENGTH, type PasswordStrength } from '../session/session.operations';

/** The gateway refuses shorter passwords anyway, so no request is sent. */
const SHORTEST = 12;
/** Requests wait for a pause in typing. */
const PAUSE = 300;
const LOOKS = ['weak', 'weak', 'fair', 'good', 'good'];

/** A bar and its text under a new password; screen readers announce changes of the text. */
export class StrengthMeter {
  #password = '';
  #judged: PasswordStrength | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** @param token of the mailed link that sets the password; undefined where a session changes it */
  constructor(
    private readonly host: ReactiveControllerHost,
    private readonly token: () => string | null = () => null,
  ) {}

  typed(password: string): void {
    this.#password = password;
    this.#judged = undefined;
    clearTimeout(this.#timer);
    if (lengthOf(password) >= SHORTEST) this.#timer = setTimeout(() => void this.#ask(password), PAUSE);
    this.host.requestUpdate();
  }

  bar(): TemplateResult {
    const score = this.#judged?.score ?? 0;
    const missing = SHORTEST - lengthOf(this.#password);
    const lit = this.#judged || (this.#password !== '' && missing > 0) ? Math.max(1, score) : 0;
    return html`
      <div class="strength">
        <div class="strength__bar" aria-hidden="true">
          ${[1, 2, 3, 4].map(
            (step) => html`
              <span class=${step <= lit ? `is-${LOOKS[score]}` : ''}></span>
            `,
          )}
        </div>
        <p class="field__hint" role="status">${this.#words(missing)}</p>
      </div>
    `;
  }

  #words(missing: number): string {
    if (this.#password === '') return t('password.rule', { count: SHORTEST });
    if (missing > 0) return t('password.missing', { count: missing });
    if (!this.#judged) return '';
    const { problem, score } = this.#judged;
    return problem ? problem.message : t(`password.strength${score}` as 'password.strength2');
  }

  /** A failure shows nothing: the password is assessed again when it is set. */
  async #ask(password: string): Promise<void> {
    try {
      const { passwordStrength } = await run<{ passwordStrength: PasswordStrength }>(
        PASSWORD_STRENGTH,
        { password, token: this.token() },
        { background: true },
      );
      if (password !== this.#password) return;
      this.#judged = passwordStrength;
      this.host.requestUpdate();
    } catch {
      // Only a hint.
    }
  }
}

/** The number of characters as people count them, not of UTF-16 units. */
function lengthOf(password: string): number {
  return [...password.normalize('NFKC')].length;
}
