/** A red dot, 1 by 1. */
export const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8DwHwAFBQIAX8jx0gAAAABJRU5ErkJggg==',
  'base64',
);

/** A clear GIF, 1 by 1; what follows its end does no harm. */
export function gif(sizeBytes = 42): Buffer {
  const start = Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64');
  return Buffer.concat([start, Buffer.alloc(Math.max(0, sizeBytes - start.length))]);
}
