import type { FastifyInstance, FastifyRequest } from 'fastify';
import { DAY_MS, MINUTE_MS } from '../../domain/time.ts';
import { fingerprint } from '../../flow/publishing/fingerprint.ts';
import {
  forgetAnswersBefore,
  type KeptAnswer,
  keepAnswer,
  leaveAnswerPlace,
  takeAnswerPlace,
} from '../../store/access/kept-answers.ts';
import type { HttpContext } from '../http-context.ts';
import { Problem } from './problem.ts';

const KEPT_MS = DAY_MS;
/** A request that is worked on for longer was broken off. */
const BROKEN_OFF_MS = MINUTE_MS;
const MAX_KEY = 255;

/**
 * `Idempotency-Key` on a POST: the same request again gets the answer of the first and changes nothing; the key with
 * another request is refused (422). Kept for 24 hours per API key. What failed on our side may come again.
 */
export function honourIdempotencyKeys(app: FastifyInstance, { store, clock }: HttpContext): void {
  const places = new WeakMap<FastifyRequest, Place>();

  app.addHook('preHandler', async (request, reply) => {
    const place = placeOf(request, clock());
    if (place === null) return undefined;
    const kept = await take(place);
    if (kept === 'taken') {
      places.set(request, place);
      return undefined;
    }
    if (kept.request !== place.request)
      throw new Problem(422, 'This Idempotency-Key came with another request before. Use a new one for each request.');
    if (kept.status === null) throw new Problem(409, 'The first request with this Idempotency-Key is still under way.');
    const type = kept.status < 400 ? 'application/json; charset=utf-8' : 'application/problem+json';
    return reply
      .code(kept.status)
      .type(type)
      .header('idempotent-replayed', 'true')
      .serializer((text: string) => text)
      .send(kept.body ?? '');
  });

  app.addHook('onSend', async (request, reply, payload) => {
    const place = places.get(request);
    if (place === undefined) return;
    places.delete(request);
    const { statusCode: status } = reply;
    if (status >= 500) await store.write((tx) => leaveAnswerPlace(tx, place));
    else await store.write((tx) => keepAnswer(tx, place, { status, body: String(payload ?? '') }));
  });

  function take(place: Place): Promise<KeptAnswer | 'taken'> {
    return store.write(async (tx) => {
      await forgetAnswersBefore(tx, place.at - KEPT_MS);
      const kept = await takeAnswerPlace(tx, place);
      if (kept === 'taken' || kept.status !== null || place.at - kept.at < BROKEN_OFF_MS) return kept;
      await leaveAnswerPlace(tx, place);
      return takeAnswerPlace(tx, place);
    });
  }
}

type Place = Pick<KeptAnswer, 'apiKey' | 'idempotencyKey' | 'request' | 'at'>;

function placeOf(request: FastifyRequest, at: number): Place | null {
  const { method, url, body, apiKey, headers } = request;
  const key = headers['idempotency-key'];
  if (method !== 'POST' || key === undefined || apiKey === null) return null;
  if (typeof key !== 'string' || key === '' || key.length > MAX_KEY)
    throw new Problem(400, `An Idempotency-Key has 1 to ${MAX_KEY} characters and comes once.`);
  return { apiKey: apiKey.id, idempotencyKey: key, request: fingerprint([method, url, body ?? null]), at };
}
