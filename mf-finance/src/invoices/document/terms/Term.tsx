import { language } from '@ebok/shell';
import { term, useTerms } from './terms';

/** A charge, a zone or a way of reading as billing wrote it: in the reader's language where it is known, else marked as Polish. */
export function Term({ text }: { text: string }) {
  const known = useTerms();
  if (language.current === 'pl') return text;
  return term(text, known) ?? <span lang="pl">{text}</span>;
}
