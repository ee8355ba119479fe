import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { Problem } from '../../graphql/problems';
import { Moment } from '../../graphql/scalars';
import type { Role } from '../user.entity';
import type { LanguageCode } from '../../texts/language';

/** A row for each signed-in browser; only the hash of what its cookie holds. */
@Entity('sessions')
export class SessionRow {
  /** SHA-256 of the token in the cookie. */
  @PrimaryColumn({ type: 'varchar', length: 43 })
  id: string;
  @Column({ type: 'varchar', length: 22 })
  userId: string;
  /** The customer that the session is switched to. */
  @Column({ type: 'varchar', length: 22 })
  customerId: string;
  @Column({ type: 'varchar', length: 45 })
  ip: string;
  @Column({ type: 'varchar', length: 64 })
  device: string;
  @Column({ type: 'datetime', precision: 3 })
  createdAt: Date;
  @Column({ type: 'datetime', precision: 3 })
  lastSeenAt: Date;
  /** End of the session, however active it is. */
  @Column({ type: 'datetime', precision: 3 })
  endsAt: Date;
}

/** Who asks, as one statement finds them. */
export interface ActiveSession {
  /** Hash of the cookie's token. */
  id: string;
  userId: string;
  customerId: string;
  /** As billing wrote it. */
  email: string;
  role: `${Role}`;
  language: LanguageCode;
  developer: boolean;
  mustAcceptTerms: boolean;
  expiresAt: Date;
  /** False where it is known that no access was suspended since they signed in. */
  hasSuspension?: boolean;
}

declare module '../../graphql/request-context' {
  interface RequestContext {
    /** Null while no one is signed in. */
    session: ActiveSession | null;
  }
}

/**
 * Finds the session of a cookie; null where there is none or it expired. Background requests do not prolong a
 * session.
 */
export interface SessionFinder {
  find(
    token: string | undefined,
    options: { background: boolean },
  ): Promise<{ session: ActiveSession } | null>;
}

/** What the visitor sees of being signed in; the fields are found by `SessionResolver`. */
@ObjectType({ description: 'Somebody signed in, looking at one customer.' })
export class Session {
  readonly active: ActiveSession;

  constructor(active: ActiveSession) {
    this.active = active;
  }
}

@ObjectType({ description: 'A browser in which the user is signed in.' })
export class UserSession {
  @Field(() => ID)
  id: string;
  @Field({ description: 'True for the one that asks.' })
  current: boolean;
  @Field({ description: '"Chrome, Windows".' })
  device: string;
  @Field()
  ip: string;
  @Field(() => Moment)
  createdAt: Date;
  @Field(() => Moment)
  lastSeenAt: Date;
}

@InputType()
export class SignInInput {
  @Field()
  email: string;
  @Field()
  password: string;
}

@ObjectType()
export class SessionPayload {
  @Field(() => Session, { nullable: true })
  session: Session | null;
  @Field(() => [Problem])
  problems: Problem[];
}
