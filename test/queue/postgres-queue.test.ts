import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { queueContract } from './contract.ts';
import { outageContract } from './outage.ts';

const server = process.env.TEST_POSTGRES_URL ?? '';

it.runIf(process.env.CI === 'true')('has a PostgreSQL to be tested with (TEST_POSTGRES_URL)', () => {
  expect(server).not.toBe('');
});

describe.skipIf(server === '')('the queue on PostgreSQL (skipped without TEST_POSTGRES_URL)', () => {
  // A database of its own: the schema is always called bullmq, and dropping it must disturb no other test.
  const name = `druppel_queue_${process.pid}`;
  const url = server === '' ? '' : Object.assign(new URL(server), { pathname: `/${name}` }).href;

  const onServer = async (address: string, statement: string) => {
    const client = new pg.Client({ connectionString: address });
    await client.connect();
    await client.query(statement);
    await client.end();
  };

  beforeAll(() => onServer(server, `create database ${name}`));
  afterAll(() => onServer(server, `drop database ${name} with (force)`));

  const empty = () => onServer(url, 'drop schema if exists bullmq cascade');

  queueContract({ url, isShared: true, empty });

  // Back with all its tables: PostgreSQL does not lose them.
  outageContract(
    () => url,
    async () => {},
  );
});
