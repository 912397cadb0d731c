import type { Connection, JobQueue } from './connection.ts';
import type { QueueTarget } from './queue-url.ts';

/** The connection and the three queues on it. */
export interface Line {
  readonly connection: Connection;
  readonly urgent: JobQueue;
  readonly lanes: JobQueue;
  readonly recurring: JobQueue;
}

/** @throws when the other side cannot be reached or refuses us; nothing stays open then. */
export async function openLine(target: QueueTarget, onError: (error: unknown) => void): Promise<Line> {
  const connection = await connectTo(target);
  const queue = (name: string) => {
    const made = connection.queue(name);
    made.on('error', onError);
    return made;
  };
  const line = {
    connection,
    urgent: queue('druppel-urgent'),
    lanes: queue('druppel-lanes'),
    recurring: queue('druppel-recurring'),
  };
  try {
    // A BullMQ queue whose first connection breaks stays broken, so this is settled before anyone uses it.
    await Promise.all([line.urgent, line.lanes, line.recurring].map((made) => made.waitUntilReady()));
  } catch (error) {
    await connection.close();
    throw error;
  }
  return line;
}

/** Each driver is loaded only when it is the one. */
async function connectTo(target: QueueTarget): Promise<Connection> {
  switch (target.kind) {
    case 'redis': {
      const { connectRedis } = await import('./redis-connection.ts');
      return connectRedis(target.url);
    }
    case 'postgres': {
      const { connectPostgres } = await import('./postgres-connection.ts');
      return connectPostgres(target.url);
    }
    case 'embedded': {
      const [{ openEmbeddedPostgres }, { connectionOver }] = await Promise.all([
        import('./embedded-postgres.ts'),
        import('./postgres-connection.ts'),
      ]);
      return connectionOver(await openEmbeddedPostgres());
    }
  }
}
