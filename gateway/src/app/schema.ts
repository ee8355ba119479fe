import 'reflect-metadata';
import { lexicographicSortSchema, printSchema, type GraphQLSchema } from 'graphql';
import { buildSchema, getMetadataStorage, type NonEmptyArray } from 'type-graphql';
import { SessionResolver, UserResolver } from '../auth/session/session.resolver';
import { SignInResolver } from '../auth/sign-in/sign-in.resolver';
import {
  ConsumptionPointResolver,
  CustomerPointsResolver,
} from '../consumption-points/consumption-point.resolver';
import { CustomerResolver } from '../customers/customer.resolver';
import {
  CustomerInvoicesResolver,
  InvoiceOtherPartyResolver,
  InvoiceResolver,
} from '../invoices/invoice.resolver';
import { CustomerMessagesResolver, MessageResolver } from '../messages/message.resolver';
import {
  BalancePaymentsResolver,
  CustomerPaymentsResolver,
  InvoicePaymentsResolver,
  PaymentResolver,
} from '../payments/payment.resolver';
import { PointInvoicesResolver } from '../invoices/point-invoices.resolver';
import { PortalResolver } from '../portal/portal.resolver';
import { TermsResolver } from '../portal/terms.resolver';
import type { Services } from './services';
import { CustomerUsageResolver, PointUsageResolver } from '../usage/usage.resolver';

/**
 * Builds the resolvers with `new`, and the schema. TypeGraphQL reads them from a map instead of an injection
 * library.
 */
export function buildGraphqlSchema(services: Services): Promise<GraphQLSchema> {
  const resolvers: object[] = [
    new BalancePaymentsResolver(),
    new ConsumptionPointResolver(),
    new CustomerInvoicesResolver(services.invoices),
    new CustomerMessagesResolver(services.messages),
    new CustomerPaymentsResolver(services.payments),
    new CustomerPointsResolver(services.points),
    new CustomerResolver(services.customers),
    new CustomerUsageResolver(services.usage),
    new InvoicePaymentsResolver(),
    new InvoiceOtherPartyResolver(),
    new InvoiceResolver(services.invoices),
    new MessageResolver(services.messages),
    new PaymentResolver(services.access, services.startPayment, services.cancelPayment),
    new PointInvoicesResolver(services.invoices),
    new PointUsageResolver(),
    new PortalResolver(services.paymentLimits),
    new SessionResolver(services.sessions, services.users, services.access),
    new SignInResolver(
      services.registration,
      services.passwords,
      services.mailedLinks,
      services.signIns,
      services.visits,
    ),
    new TermsResolver(services.users, services.documents),
    new UserResolver(services.sessions),
  ];
  const instances = new Map<unknown, object>(resolvers.map((resolver) => [resolver.constructor, resolver]));
  readPlainFields();
  return buildSchema({
    resolvers: [...instances.keys()] as NonEmptyArray<new () => object>,
    container: { get: (type) => instances.get(type) },
    // Inputs are checked by the services, whose refusals are problems in the customer's language.
    validate: false,
    // The check runs the introspection query at each start; schema.emit.ts validates the schema before it is committed.
    skipCheck: true,
  });
}

/**
 * TypeGraphQL wraps each field in a function unless told otherwise; without one, compiled operations read the
 * property.
 * A field with another name in the schema than in its class needs that function.
 */
function readPlainFields(): void {
  for (const field of getMetadataStorage().fields) field.simple ??= field.name === field.schemaName;
}

/** The schema as in schema.graphql: sorted, so that the order of classes does not matter. */
export function schemaText(schema: GraphQLSchema): string {
  return printSchema(lexicographicSortSchema(schema));
}
