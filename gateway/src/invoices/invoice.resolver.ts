import { Arg, Args, Ctx, FieldResolver, Float, ID, Resolver, Root } from 'type-graphql';
import { ConsumptionPoint } from '../consumption-points/consumption-point.entity';
import type { RequestContext } from '../graphql/request-context';
import { Customer } from '../customers/customer.entity';
import { NotFound } from '../errors';
import { Balance } from './balance';
import { Invoice, InvoiceDetail, InvoiceLine, InvoiceReading, InvoiceStatus } from './invoice.entity';
import { InvoiceConnection, InvoicePage } from './invoice.input';
import type { InvoiceService } from './invoice.service';
import { CalendarDay } from '../graphql/scalars';
import { text } from '../texts/text';
import { buyerOf, payeeOf, printedPoint, transferCodeOf, vatRatesOf } from './invoice.facts';
import { InvoiceOtherParty, InvoiceParty, InvoicePrintedPoint, InvoiceVatRate } from './invoice.printed';

@Resolver(() => Customer)
export class CustomerInvoicesResolver {
  constructor(private readonly service: InvoiceService) {}

  @FieldResolver(() => Balance)
  balance(@Root() customer: Customer, @Ctx() { loaders }: RequestContext): Promise<Balance> {
    return loaders.balance.load(customer.id);
  }

  @FieldResolver(() => InvoiceConnection, {
    description: "The customer's documents, newest first unless asked otherwise.",
  })
  invoices(
    @Root() customer: Customer,
    @Args(() => InvoicePage) page: InvoicePage,
  ): Promise<InvoiceConnection> {
    return this.service.page(customer.id, page);
  }

  @FieldResolver(() => Invoice)
  async invoice(@Root() customer: Customer, @Arg('id', () => ID) id: string): Promise<Invoice> {
    const invoice = await this.service.find(customer.id, id);
    if (!invoice) throw new NotFound();
    return invoice;
  }
}

@Resolver(() => Invoice)
export class InvoiceResolver {
  constructor(private readonly service: InvoiceService) {}

  @FieldResolver(() => InvoiceStatus)
  status(@Root() invoice: Invoice): InvoiceStatus {
    return this.service.status(invoice);
  }

  @FieldResolver(() => Boolean, {
    description:
      'True when it can be chosen for a payment: something is left to pay, and no payment of it is open.',
  })
  payable(@Root() invoice: Invoice): boolean {
    return invoice.outstanding > 0 && invoice.heldBy === null;
  }

  @FieldResolver(() => [ConsumptionPoint])
  consumptionPoints(
    @Root() invoice: Invoice,
    @Ctx() { loaders }: RequestContext,
  ): Promise<ConsumptionPoint[]> {
    return loaders.invoicePoints.load(invoice);
  }

  @FieldResolver(() => [InvoiceLine], { description: 'They add up to net.' })
  async lines(@Root() invoice: Invoice, @Ctx() { loaders }: RequestContext): Promise<InvoiceLine[]> {
    return (await loaders.invoiceContent.load(invoice))?.lines ?? [];
  }

  @FieldResolver(() => [InvoiceDetail], {
    description: 'Tables and facts the seller attached, as printed: title, header, rows.',
  })
  async details(@Root() invoice: Invoice, @Ctx() { loaders }: RequestContext): Promise<InvoiceDetail[]> {
    return (await loaders.invoiceContent.load(invoice))?.details ?? [];
  }

  @FieldResolver(() => Float, {
    nullable: true,
    description: 'Use in the same period of the previous year, where the document says it.',
  })
  previousYearKwh(@Root() invoice: Invoice): number | null {
    return invoice.previousYearWh === null ? null : invoice.previousYearWh / 1000;
  }

  @FieldResolver(() => [InvoiceReading])
  async readings(@Root() invoice: Invoice, @Ctx() { loaders }: RequestContext): Promise<InvoiceReading[]> {
    const rows = (await loaders.invoiceContent.load(invoice))?.readings ?? [];
    return rows.map(({ usedWh, ...reading }) => ({ ...reading, usedKwh: usedWh / 1000 }));
  }

  @FieldResolver(() => Invoice, {
    nullable: true,
    description:
      'The first of the documents this one corrects; all of them in correctsAll. By number, also when the original arrives later.',
  })
  async corrects(@Root() invoice: Invoice, @Ctx() { loaders }: RequestContext): Promise<Invoice | null> {
    return (await loaders.correctsAll.load(invoice))[0] ?? null;
  }

  @FieldResolver(() => [Invoice])
  correctsAll(@Root() invoice: Invoice, @Ctx() { loaders }: RequestContext): Promise<Invoice[]> {
    return loaders.correctsAll.load(invoice);
  }

  @FieldResolver(() => [Invoice])
  correctedBy(@Root() invoice: Invoice, @Ctx() { loaders }: RequestContext): Promise<Invoice[]> {
    return loaders.correctedBy.load(invoice);
  }

  @FieldResolver(() => String, {
    nullable: true,
    description:
      "The address the document's KSeF QR code holds; null without the number. Holds the hash of the stored file's bytes.",
  })
  async ksefVerificationUrl(
    @Root() invoice: Invoice,
    @Ctx() { loaders }: RequestContext,
  ): Promise<string | null> {
    return loaders.verificationUrl.load(invoice);
  }

  @FieldResolver(() => String, {
    nullable: true,
    description:
      'Text of the QR code Polish banking apps fill a transfer of `outstanding` in from; null where nothing is to be paid, without a bank account, and above 9 999.99 zł, which the code has no room for.',
  })
  async transferCode(
    @Root() invoice: Invoice,
    @Ctx() { config, loaders }: RequestContext,
  ): Promise<string | null> {
    const [printed, customer] = await Promise.all([
      loaders.invoicePrinted.load(invoice),
      loaders.customer.load(invoice.customerId),
    ]);
    return transferCodeOf(invoice, printed, customer, config.retailer.name);
  }

  @FieldResolver(() => String, {
    nullable: true,
    description:
      "The account this document is to be paid to, 26 digits, as printed on it; null: the customer's own.",
  })
  async bankAccount(@Root() invoice: Invoice, @Ctx() { loaders }: RequestContext): Promise<string | null> {
    return (await loaders.invoicePrinted.load(invoice))?.account ?? null;
  }

  @FieldResolver(() => String, {
    description:
      'Whose account that is, for the recipient of a transfer: the seller, or a factor who bought the debt.',
  })
  async payee(@Root() invoice: Invoice, @Ctx() { config, loaders }: RequestContext): Promise<string> {
    return payeeOf(await loaders.invoicePrinted.load(invoice), config.retailer.name);
  }

  @FieldResolver(() => InvoiceParty, {
    nullable: true,
    description: 'The buyer as printed on the document, for ever; see InvoiceParty.',
  })
  async buyer(@Root() invoice: Invoice, @Ctx() { loaders }: RequestContext): Promise<InvoiceParty | null> {
    const printed = await loaders.invoicePrinted.load(invoice);
    if (printed?.buyer) return printed.buyer;
    const customer = await loaders.customer.load(invoice.customerId);
    return customer && buyerOf(customer);
  }

  @FieldResolver(() => [InvoiceOtherParty], {
    description: 'Whom the document names beside seller and buyer: recipients, payers, a factor.',
  })
  async otherParties(
    @Root() invoice: Invoice,
    @Ctx() { loaders }: RequestContext,
  ): Promise<InvoiceOtherParty[]> {
    return (await loaders.invoicePrinted.load(invoice))?.others ?? [];
  }

  @FieldResolver(() => [InvoicePrintedPoint], {
    description: 'The points as printed on the document, with the meter and tariff of its time.',
  })
  async printedPoints(
    @Root() invoice: Invoice,
    @Ctx() { loaders }: RequestContext,
  ): Promise<InvoicePrintedPoint[]> {
    const printed = await loaders.invoicePrinted.load(invoice);
    return printed?.points ?? (await loaders.invoicePoints.load(invoice)).map(printedPoint);
  }

  @FieldResolver(() => [InvoiceVatRate], {
    description:
      'Net and VAT of each rate: as the document states them, else as its lines make certain; empty where neither does.',
  })
  async vatRates(@Root() invoice: Invoice, @Ctx() { loaders }: RequestContext): Promise<InvoiceVatRate[]> {
    const [printed, content] = await Promise.all([
      loaders.invoicePrinted.load(invoice),
      loaders.invoiceContent.load(invoice),
    ]);
    return vatRatesOf(invoice, printed, content);
  }

  @FieldResolver(() => [String], {
    description:
      'Words that the VAT act wants on the document, in Polish: "mechanizm podzielonej płatności", "odwrotne obciążenie".',
  })
  async annotations(@Root() invoice: Invoice, @Ctx() { loaders }: RequestContext): Promise<string[]> {
    return (await loaders.invoicePrinted.load(invoice))?.annotations ?? [];
  }

  @FieldResolver(() => CalendarDay, {
    nullable: true,
    description: 'Day of supply, where the document states one rather than a period.',
  })
  async supplyDate(@Root() invoice: Invoice, @Ctx() { loaders }: RequestContext): Promise<string | null> {
    return (await loaders.invoicePrinted.load(invoice))?.supplyDate ?? null;
  }

  @FieldResolver(() => String, {
    description:
      "Path of the PDF, from the site's root; needs the session cookie of someone with access. It names the customer: the same address gives the same document whichever customer the session looks at.",
  })
  pdfUrl(@Root() invoice: Invoice): string {
    return `/files/invoices/${invoice.customerId}/${invoice.id}.pdf`;
  }
}

@Resolver(() => InvoiceOtherParty)
export class InvoiceOtherPartyResolver {
  @FieldResolver(() => String, {
    description:
      "The role in the request's language, or in the seller's words where it is none of the usual.",
  })
  title(@Root() party: InvoiceOtherParty, @Ctx() { language }: RequestContext): string {
    return party.roleDescription ?? text(language, `party.${party.role}`);
  }
}
