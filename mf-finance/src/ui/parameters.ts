/** The Polish names that addresses had before. Bookmarks, open tabs and links in old mails still carry them. */
const FORMER_NAMES = {
  show: 'pokaz',
  selected: 'wybrane',
  documents: 'dokumenty',
  attempt: 'proba',
} as const;

/** All values of an address parameter, under its name or else its former name. */
export function valuesOf(parameters: URLSearchParams, name: keyof typeof FORMER_NAMES): string[] {
  const values = parameters.getAll(name);
  return values.length > 0 ? values : parameters.getAll(FORMER_NAMES[name]);
}
