import { t } from '../texts';
import type { MessageRowFragment } from '../operations/generated/graphql';

/** What kind a message is, where its subject does not begin with the same words. */
export function Kind({
  message: { kind, subject },
}: {
  message: Pick<MessageRowFragment, 'kind' | 'subject'>;
}) {
  const name = t(`kind.${kind}`);
  return !subject.startsWith(name) && <span>{name} </span>;
}
