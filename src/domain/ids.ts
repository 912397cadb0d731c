import { uuidv7obj } from 'uuidv7';

/** Prefixed and sortable: `msg_0190…`. The prefix says what it names. */
export type IdPrefix =
  | 'emp'
  | 'par'
  | 'msg'
  | 'evt'
  | 'rec'
  | 'imp'
  | 'inb'
  | 'boot'
  | 'job'
  | 'usr'
  | 'key'
  | 'act'
  | 'drf';

/** Makes ids. Injected, so that tests are deterministic. No id ever decides an order (rules.md R2). */
export type NewId = (prefix: IdPrefix) => string;

export const newId: NewId = (prefix) => `${prefix}_${Buffer.from(uuidv7obj().bytes).toString('hex')}`;

/** Ids that count up: for tests and the simulator. */
export function countingIds(): NewId {
  let count = 0;
  return (prefix) => {
    count += 1;
    return `${prefix}_${String(count).padStart(12, '0')}`;
  };
}
