import { client, notify } from '@ebok/shell';
import { LabelPointDocument } from './generated/graphql';
import { t } from './texts';

const LONGEST = 100;

/**
 * Gives a point the customer's own name; every page that shows the point has it from the cache.
 * @returns why not, as a sentence
 */
export async function labelPoint(id: string, label: string): Promise<string | undefined> {
  // As the gateway counts: a sign outside the basic plane is one.
  if (Array.from(label.trim()).length > LONGEST) return t('name.tooLong');
  try {
    await client.mutate({ mutation: LabelPointDocument, variables: { id, label } });
  } catch {
    return t('name.failed');
  }
  notify(t('name.saved'), 'success');
  return undefined;
}
