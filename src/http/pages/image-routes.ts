import type { FastifyInstance, FastifyRequest } from 'fastify';
import { type Image, imageHash } from '../../domain/image.ts';
import { imagesNamed } from '../../store/campaigns/images.ts';
import { imageParams } from '../contract.ts';
import type { HttpContext } from '../http-context.ts';
import { notFound } from './error-pages.ts';

/** `/i/NAME`: the images of mails. A name is the content's hash, so what it shows never changes. */
export function imageRoutes(app: FastifyInstance, { store }: HttpContext): void {
  const known = new Map<string, Image>();

  app.route({
    method: ['GET', 'HEAD'],
    url: '/i/:name',
    // A company opens its mail behind one address; what stands in memory is not counted.
    config: { rateLimit: { max: 600, timeWindow: '1 minute', allowList: (request) => known.has(nameOf(request)) } },
    handler: async (request, reply) => {
      const image = await find(nameOf(request));
      if (image === null) return notFound(request, reply);
      return reply
        .header('cache-control', 'public, max-age=31536000, immutable')
        .header('cross-origin-resource-policy', 'cross-origin')
        .type(image.type)
        .send(image.bytes);
    },
  });

  async function find(name: string): Promise<Image | null> {
    const remembered = known.get(name);
    if (remembered !== undefined) return remembered;
    const [image] = imageHash(name) === null ? [] : await imagesNamed(store.read, [name]);
    if (image === undefined) return null;
    if (known.size >= REMEMBERED) known.clear();
    known.set(name, image);
    return image;
  }
}

/** Images in memory, of at most 1 MB each: those of the campaigns that run. */
const REMEMBERED = 32;

function nameOf(request: FastifyRequest): string {
  return imageParams.parse(request.params).name;
}
