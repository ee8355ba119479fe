import { t } from '../texts';
import type { MessageRowFragment } from '../operations/generated/graphql';

/** The kind of a message, unless its subject begins with the same words. */
export function Kind({
  message: { kind, subject },
}: {
  message: Pick<MessageRowFragment, 'kind' | 'subject'>;
}) {
  const name = t(`kind.${kind}`);
  return !subject.startsWith(name) && <span>{name} </span>;
}
