import { language } from '@ebok/shell';
import type { MessageRowFragment } from '../operations/generated/graphql';

/** The `lang` of a message's own words where they are not in the page's language: screen readers switch their voice. */
export function foreignLanguage(message: Pick<MessageRowFragment, 'language'>): string | undefined {
  const written = message.language?.toLowerCase();
  return written === language.current ? undefined : written;
}
