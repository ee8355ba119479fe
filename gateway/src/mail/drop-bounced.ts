import { In, type EntityManager } from 'typeorm';
import type { BounceService } from './bounce.service';
import { isTest } from './daytime';
import { Mail, MailState } from './mail.entity';

/** The reason of mails that were not sent, because a former one had bounced. */
export const ADDRESS_BOUNCED = 'address bounced';

interface Parts {
  bounces: BounceService;
  isOfLogin: (template: string) => boolean;
  now: () => Date;
}

/**
 * Takes mails to addresses that bounced out of those claimed: what is sent in vain harms the sender's name. Mails about
 * the login itself stay, and those that a person asked for: tests, and mails queued again. The others have failed, so that
 * their readers see in the portal that they did not arrive.
 */
export async function dropBounced(
  manager: EntityManager,
  claimed: readonly Mail[],
  { bounces, isOfLogin, now }: Parts,
): Promise<Mail[]> {
  const stopped = claimed.filter(
    ({ template, retriedAt, content }) => !retriedAt && !isOfLogin(template) && !isTest(content),
  );
  const bounced = await bounces.bouncedAmong(
    manager,
    stopped.map(({ recipient }) => recipient),
  );
  const dropped = new Set(stopped.filter(({ recipient }) => bounced.has(recipient)));
  const [first] = dropped;
  if (first)
    await manager.update(
      Mail,
      { id: In([...dropped].map(({ id }) => id)), claim: first.claim! },
      { state: MailState.FAILED, reason: ADDRESS_BOUNCED, failedAt: now(), content: null },
    );
  return claimed.filter((mail) => !dropped.has(mail));
}
