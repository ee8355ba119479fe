import { useQuery } from '@apollo/client/react';
import { session } from '@ebok/shell';
import { Icon } from '../components/Icon';
import { OwnMailboxDocument } from '../operations/generated/graphql';
import { t } from './texts';

/** For a user whose mail server says that there is no such mailbox: why no mails come, and what helps. */
export function BouncedMailbox() {
  const { data } = useQuery(OwnMailboxDocument, { fetchPolicy: 'cache-and-network' });
  if (!data?.session?.user.emailBounced) return null;
  const email = session.current?.user.email ?? '';
  return (
    <section className="alert alert--warning" aria-labelledby="bounced">
      <Icon name="warning" />
      <div className="stack stack--tight">
        <p id="bounced" className="alert__title">
          {t('bounced.title')}
        </p>
        {/* A long address breaks before its host. */}
        <p className="ebok-inbox__body">{t('bounced.text', { email: email.replace('@', '\u200b@') })}</p>
        <p>
          {t('bounced.wrong')} <a href="/kontakt/nowe?topic=DATA_CHANGE">{t('bounced.correct')}</a>
        </p>
        <p>
          {t('bounced.works')} <a href="/haslo">{t('bounced.link')}</a>
        </p>
      </div>
    </section>
  );
}
