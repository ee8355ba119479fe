// Texts that people edit as lines: paragraphs, lists ("- …", "1. …") and links ("[text](address)").
import { html, type TemplateResult } from 'lit';
import { t } from '../pages/page-texts';

const KINDS = [
  { kind: 'bullets', mark: /^- / },
  { kind: 'steps', mark: /^\d+\. / },
] as const;

interface Block {
  kind: 'paragraph' | 'bullets' | 'steps';
  lines: string[];
}

/** @param values replace `{name}` in the lines */
export function prose(lines: readonly string[], values: Record<string, string> = {}): TemplateResult[] {
  const filled = lines.map((line) =>
    line.replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole),
  );
  return blocks(filled).map(({ kind, lines: parts }) => {
    const items = parts.map(
      (part) => html`
        <li>${inline(part)}</li>
      `,
    );
    if (kind === 'bullets')
      return html`
        <ul>
          ${items}
        </ul>
      `;
    if (kind === 'steps')
      return html`
        <ol>
          ${items}
        </ol>
      `;
    return html`
      <p>${inline(parts[0]!)}</p>
    `;
  });
}

/** Neighbouring items are one list. */
function blocks(lines: readonly string[]): Block[] {
  const found: Block[] = [];
  for (const line of lines) {
    const { kind, mark } = KINDS.find((one) => one.mark.test(line)) ?? {
      kind: 'paragraph' as const,
      mark: '',
    };
    const text = line.replace(mark, '');
    const last = found.at(-1);
    if (kind !== 'paragraph' && last?.kind === kind) last.lines.push(text);
    else found.push({ kind, lines: [text] });
  }
  return found;
}

/** Text and address of a link are the second and third of three pieces. */
const LINK = /\[([^\]]+)\]\(([^)]+)\)/;

function inline(text: string): unknown[] {
  const pieces = text.split(LINK);
  return pieces.flatMap((piece, n) => {
    if (n % 3 === 0) return piece;
    return n % 3 === 1 ? link(piece, pieces[n + 1]!) : [];
  });
}

/** Without blanks around it: they would stand before the comma that follows. */
function link(text: string, address: string): TemplateResult {
  // prettier-ignore
  if (address.startsWith('/')) return html`<a href=${address}>${text}</a>`;
  // prettier-ignore
  const more = html`<span class="visually-hidden">${t('terms.newTab')}</span>`;
  // prettier-ignore
  return html`<a href=${address} target="_blank" rel="noopener">${text}${more}</a>`;
}
