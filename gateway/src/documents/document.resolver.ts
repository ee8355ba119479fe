import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { Customer } from '../customers/customer.entity';
import type { RequestContext } from '../graphql/request-context';
import { Moment } from '../graphql/scalars';
import { Document, DocumentVersion } from './document.entity';
import { inForce } from './document.service';

const ACCEPTED = {
  nullable: true,
  description:
    'When the signed-in user accepted this version; null where they did not, or where it needs no acceptance.',
};

@Resolver(() => Document)
export class DocumentResolver {
  @FieldResolver(() => Moment, ACCEPTED)
  acceptedAt(@Root() document: Document, @Ctx() context: RequestContext): Promise<Date | null> {
    return acceptedAt(document, context);
  }

  @FieldResolver(() => [DocumentVersion], {
    description:
      'This version and those before it, the newest first. Versions that are not valid yet are left out.',
  })
  async versions(
    @Root() { slug }: Document,
    @Ctx() { loaders }: RequestContext,
  ): Promise<readonly DocumentVersion[]> {
    return (await loaders.documentVersions()).get(slug) ?? [];
  }
}

@Resolver(() => DocumentVersion)
export class DocumentVersionResolver {
  @FieldResolver(() => Moment, ACCEPTED)
  acceptedAt(@Root() version: DocumentVersion, @Ctx() context: RequestContext): Promise<Date | null> {
    return acceptedAt(version, context);
  }
}

@Resolver(() => Customer)
export class CustomerDocumentsResolver {
  @FieldResolver(() => [Document], {
    description: `Documents of the service that concern the customer: terms, privacy, prices and the retailer's own, each in its newest valid
version.`,
  })
  async documents(@Ctx() { loaders }: RequestContext): Promise<Document[]> {
    return inForce(await loaders.documentVersions(), { all: true });
  }
}

async function acceptedAt(
  { slug, version }: DocumentVersion,
  { session, loaders }: RequestContext,
): Promise<Date | null> {
  if (slug !== 'terms' || !session) return null;
  return (await loaders.acceptedTerms.load(session.userId)).get(version) ?? null;
}
