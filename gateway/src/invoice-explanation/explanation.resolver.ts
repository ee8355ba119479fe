import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { RequestContext } from '../graphql/request-context';
import { Invoice, InvoiceKind } from '../invoices/invoice.entity';
import { correctionStory } from './corrections';
import { InvoiceComparison, InvoiceCorrectionStory, InvoiceExplanation, MeasuredUse } from './explanation';
import type { ExplanationService } from './explanation.service';

@Resolver(() => Invoice)
export class InvoiceExplanationResolver {
  constructor(private readonly service: ExplanationService) {}

  @FieldResolver(() => InvoiceExplanation, {
    nullable: true,
    description:
      'Of a settlement, a final document or a correction; else null, and where no line is recognised.',
  })
  explanation(
    @Root() invoice: Invoice,
    @Ctx() { loaders }: RequestContext,
  ): Promise<InvoiceExplanation | null> {
    return this.service.explain(invoice, loaders);
  }
}

@Resolver(() => InvoiceExplanation)
export class ExplanationPartsResolver {
  constructor(private readonly service: ExplanationService) {}

  @FieldResolver(() => InvoiceComparison, {
    nullable: true,
    description: 'Null without such a document, for a correction, and where a document counts no energy.',
  })
  comparison(
    @Root() { invoice }: InvoiceExplanation,
    @Ctx() { loaders }: RequestContext,
  ): Promise<InvoiceComparison | null> {
    return this.service.compare(invoice, loaders);
  }

  @FieldResolver(() => InvoiceCorrectionStory, {
    nullable: true,
    description: 'Of a correction whose corrected documents are all here; else null.',
  })
  correction(
    @Root() { invoice }: InvoiceExplanation,
    @Ctx() { loaders }: RequestContext,
  ): Promise<InvoiceCorrectionStory | null> | null {
    return invoice.kind === InvoiceKind.CORRECTION ? correctionStory(invoice, loaders) : null;
  }

  @FieldResolver(() => MeasuredUse, {
    nullable: true,
    description:
      'Null without a period, points or measured hours, where the document counts no energy, and for a correction.',
  })
  measured(
    @Root() { invoice }: InvoiceExplanation,
    @Ctx() { loaders }: RequestContext,
  ): Promise<MeasuredUse | null> {
    return this.service.measured(invoice, loaders);
  }
}
