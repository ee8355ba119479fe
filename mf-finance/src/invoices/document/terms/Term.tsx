import { language } from '@ebok/shell';
import { term, useTerms } from './terms';

/** A charge, zone or reading method of the billing system, translated where known, else marked as Polish. */
export function Term({ text }: { text: string }) {
  const known = useTerms();
  if (language.current === 'pl') return text;
  return term(text, known) ?? <span lang="pl">{text}</span>;
}
