import type { FastifyInstance } from 'fastify';
import type { TokenService } from '../../slices/registry/token.service';
import type { LiveService } from './live.service';

/** `GET /contract`: what `npm run schema:check` holds a changed schema against. For any team's or program's token. */
export function registerContract(
  app: FastifyInstance,
  { live, tokens }: { live: LiveService; tokens: TokenService },
): void {
  app.get('/contract', async (request, reply) => {
    void reply.header('cache-control', 'no-store');
    const holder = await tokens.holder(request.headers.authorization);
    if (!holder) return reply.code(401).send({ error: 'This needs a token in EBOK_TOKEN.' });
    return live.contract();
  });
}
