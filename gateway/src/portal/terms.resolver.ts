import { Arg, Ctx, FieldResolver, ID, Mutation, Resolver, Root } from 'type-graphql';
import { Session, SessionPayload } from '../auth/session/session.entity';
import { signedIn } from '../auth/session/session.resolver';
import type { UserService } from '../auth/user.service';
import { Document } from '../documents/document.entity';
import type { DocumentService } from '../documents/document.service';
import { ProblemCode, problem } from '../graphql/problems';
import type { RequestContext } from '../graphql/request-context';

/** Terms that changed, and accepting them. */
@Resolver(() => Session)
export class TermsResolver {
  constructor(
    private readonly users: UserService,
    private readonly documents: DocumentService,
  ) {}

  @FieldResolver(() => Document, {
    nullable: true,
    description: 'The terms that must be accepted before anything else is answered; null when up to date.',
  })
  async termsToAccept(
    @Root() { active }: Session,
    @Ctx() { loaders }: RequestContext,
  ): Promise<Document | null> {
    return active.mustAcceptTerms ? (await loaders.portalInfo()).terms : null;
  }

  @Mutation(() => SessionPayload)
  async acceptTerms(
    @Ctx() context: RequestContext,
    @Arg('documentId', () => ID) documentId: string,
  ): Promise<SessionPayload> {
    const active = signedIn(context);
    const terms = await this.documents.terms();
    if (documentId !== terms.id) {
      const fault = problem(ProblemCode.TERMS_NOT_ACCEPTED, 'documentId', context.language);
      return { session: new Session(active), problems: [fault] };
    }
    await this.users.acceptTerms(active.userId, terms.version, context);
    context.session = { ...active, mustAcceptTerms: false };
    return { session: new Session(context.session), problems: [] };
  }
}
