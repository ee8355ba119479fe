import { format } from '@ebok/shell';
import { Icon } from './Icon';
import type { ContactQuery } from './generated/graphql';
import { formAddress } from './place';
import { t } from './texts';

type Draft = NonNullable<ContactQuery['customer']['ticketDraft']>;

/** Leads back to a request that was begun and not sent. */
export function UnsentDraft({ draft: { topic, subject, savedAt } }: { draft: Draft }) {
  return (
    <div className="alert alert--info no-print">
      <Icon name="draft" />
      <div className="stack stack--tight">
        <p className="alert__title">{t('unsent.title')}</p>
        <p>
          {subject && <strong className="ebok-inbox__fact">{subject} </strong>}
          {t('unsent.saved', { when: format.dateTime(savedAt) })}
        </p>
        <div>
          <a className="button button--secondary" href={formAddress(topic ? { topic } : {})}>
            {t('unsent.continue')}
          </a>
        </div>
      </div>
    </div>
  );
}
