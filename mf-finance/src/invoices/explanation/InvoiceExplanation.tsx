import { useQuery } from '@apollo/client/react';
import { format } from '@ebok/shell';
import { Failed } from '@ebok/shell/react';
import { ChargeGlossary } from './ChargeGlossary';
import { Comparison } from './Comparison';
import { Correction } from './Correction';
import { InvoiceExplanationDocument } from './generated/graphql';
import { Measured } from './Measured';
import { partsText } from './parts';
import { t } from './texts';

/** Why a document asks for what it does, in sentences; nothing where the gateway recognises none of its lines. */
export default function InvoiceExplanation({ id }: { id: string }) {
  const { data, error, refetch } = useQuery(InvoiceExplanationDocument, {
    variables: { id },
    fetchPolicy: 'cache-and-network',
  });
  if (!data && error)
    return (
      <section className="card" aria-label={t('title')}>
        <Failed error={error} onRetry={() => void refetch()} />
      </section>
    );
  const invoice = data?.customer.invoice;
  if (!invoice?.explanation) return null;
  const { explanation, gross } = invoice;
  const isCorrection = invoice.kind === 'CORRECTION';
  const values = { gross: format.money(gross), parts: partsText(explanation) };
  return (
    <section className="card ebok-finance__why" aria-labelledby="explanation">
      <h2 id="explanation">{t(isCorrection ? 'titleCorrection' : 'title')}</h2>
      {isCorrection && <Correction gross={gross} story={explanation.correction} />}
      {values.parts && <p>{t(isCorrection ? 'changed' : 'total', values)}</p>}
      {!isCorrection && Number(explanation.fixed) > 0 && <p className="muted small">{t('fixed')}</p>}
      {explanation.comparison && (
        <Comparison comparison={explanation.comparison} hasOther={Number(explanation.other) !== 0} />
      )}
      {explanation.measured && <Measured id={id} measured={explanation.measured} />}
      <ChargeGlossary charges={explanation.charges} />
    </section>
  );
}
