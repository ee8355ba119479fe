// How hard a password is to guess, roughly: an encouragement while typing. The gateway decides.
import { html, type TemplateResult } from 'lit';
import { t } from '../language/texts';

export const SHORTEST = 12;

/** 0 too short, 1 weak, 2 fair, 3 good, 4 very good. */
export function strength(password: string): 0 | 1 | 2 | 3 | 4 {
  const characters = [...password];
  if (characters.length < SHORTEST) return 0;
  const different = new Set(characters).size;
  const kinds = [/\p{Ll}/u, /\p{Lu}/u, /\d/, /[^\p{L}\d]/u].filter((kind) => kind.test(password)).length;
  const runs = runsOf(characters);
  if (different < 6 || runs > characters.length / 2) return 1;
  const points = characters.length + (kinds - 1) * 2 + different / 2 - runs;
  if (points < 23) return 2;
  return points < 30 ? 3 : 4;
}

/** Characters that only continue what stands before them: aaaa, abcd, 4321. */
function runsOf(characters: string[]): number {
  const codes = characters.map((character) => character.codePointAt(0) ?? 0);
  return codes.filter((code, at) => at > 0 && Math.abs(code - (codes[at - 1] ?? 0)) <= 1).length;
}

const LOOKS = ['weak', 'weak', 'fair', 'good', 'good'];

/** The bar and its words; screen readers hear the words as they change. */
export function strengthBar(password: string): TemplateResult {
  const score = strength(password);
  const missing = SHORTEST - [...password].length;
  const lit = password === '' ? 0 : Math.max(1, score);
  const words =
    password === ''
      ? t('password.rule', { count: SHORTEST })
      : score === 0
        ? t('password.missing', { count: missing })
        : t(`password.strength${score}`);
  return html`
    <div class="strength">
      <div class="strength__bar" aria-hidden="true">
        ${[1, 2, 3, 4].map(
          (step) => html`
            <span class=${step <= lit ? `is-${LOOKS[score]}` : ''}></span>
          `,
        )}
      </div>
      <p class="field__hint" role="status">${words}</p>
    </div>
  `;
}
