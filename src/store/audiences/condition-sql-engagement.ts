import { and, eq, inArray, type SQL, sql } from 'drizzle-orm';
import { datesOf } from '../../domain/calendar-span.ts';
import type { EngagementCondition } from '../../domain/condition.ts';
import { CAMPAIGN_KINDS, GONE_STATES } from '../../domain/message.ts';
import { number } from '../batches.ts';
import type { Database } from '../database.ts';
import { storable } from '../people/folded-values.ts';
import { type AskedOfAll, instantFits, todayIn } from './asked-of-all.ts';
import { ALWAYS, exactly, NEVER, type Truth } from './truth.ts';

/** `received: kick-off`, `clicked`, `answered: five-questions`, `answer: { used-it: yes }`, `active: within 60 days`. */
export function engagementSql(condition: EngagementCondition, database: Database, asked: AskedOfAll): Truth {
  switch (condition.fact) {
    case 'received':
      return exactly(received(condition, database, asked));
    case 'clicked': {
      const { engagement } = database.tables;
      const here = asked.campaign === null ? undefined : eq(engagement.campaign, asked.campaign);
      return exactly(
        engaged(condition, database, asked, and(eq(engagement.kind, 'clicked'), here, about(condition, database))),
      );
    }
    case 'answered':
      return exactly(answered(condition, database, asked));
    case 'answer':
      // What was answered is compared folded: in memory, for those who answered at all.
      return { sure: NEVER, maybe: answered(condition, database, asked) };
    case 'active':
      return exactly(sql`(${engaged(condition, database, asked)} or ${learned(condition, database, asked)})`);
  }
}

function received({ about: name }: EngagementCondition, { tables }: Database, { campaign }: AskedOfAll): SQL {
  const { messages, employees } = tables;
  const which = and(
    inArray(messages.kind, [...CAMPAIGN_KINDS]),
    inArray(messages.state, [...GONE_STATES]),
    campaign === null ? undefined : eq(messages.campaign, campaign),
    name === null ? undefined : sql`(${messages.step} = ${storable(name)} or ${messages.message} = ${storable(name)})`,
  );
  return sql`exists (select 1 from ${messages} where ${messages.recipient} = ${employees.key} and ${which})`;
}

function answered(condition: EngagementCondition, database: Database, asked: AskedOfAll): SQL {
  const { engagement } = database.tables;
  return engaged(condition, database, asked, and(eq(engagement.kind, 'answered'), about(condition, database)));
}

function about({ about: name }: EngagementCondition, { tables: { engagement } }: Database): SQL | undefined {
  return name === null ? undefined : eq(engagement.about, storable(name));
}

function engaged(condition: EngagementCondition, database: Database, asked: AskedOfAll, which?: SQL): SQL {
  const { engagement, employees } = database.tables;
  const known = sql`${engagement.holdsFrom} <= ${number(asked.now)} and ${isRecent(engagement.at, condition, database, asked)}`;
  return sql`exists (select 1 from ${engagement} where ${engagement.person} = ${employees.key} and ${known} and ${which ?? ALWAYS})`;
}

/** Being assigned is no activity of the person. */
function learned(condition: EngagementCondition, database: Database, asked: AskedOfAll): SQL {
  const { learningRecords: records, employees } = database.tables;
  const known = sql`${records.holdsFrom} <= ${number(asked.now)} and ${isRecent(records.at, condition, database, asked)}`;
  return sql`exists (select 1 from ${records} where ${records.person} = ${employees.key} and ${records.event} <> 'assigned' and ${known})`;
}

function isRecent(
  at: Parameters<typeof instantFits>[0],
  { within }: EngagementCondition,
  database: Database,
  asked: AskedOfAll,
): SQL {
  if (within === undefined) return ALWAYS;
  const today = todayIn(asked);
  return instantFits(at, (zone) => datesOf({ is: 'within', span: within }, today(zone)), database, asked);
}
