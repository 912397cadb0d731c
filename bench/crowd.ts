import { getTableColumns, getTableName } from 'drizzle-orm';
import type { SQLiteTable } from 'drizzle-orm/sqlite-core';
import type { Campaign } from '../src/domain/campaign.ts';
import type { CampaignContent } from '../src/domain/campaign-content.ts';
import { type Instant, MINUTE_MS } from '../src/domain/time.ts';
import type { FlowContext } from '../src/flow/context.ts';
import { launchCampaign } from '../src/flow/publishing/campaign-lifecycle.ts';
import { addCampaign, addCampaignVersion } from '../src/store/campaigns/campaigns.ts';
import { saveWorkspace } from '../src/store/campaigns/workspaces.ts';
import type { Backend } from '../src/store/database.ts';
import { saveActivities } from '../src/store/learning/activities.ts';
import { ACTIVITY, LAUNCH, WORKSPACE } from './world.ts';

/** Publishes and launches a campaign as its files would say it. */
export async function launchHere(context: FlowContext, campaign: Campaign, content: CampaignContent): Promise<void> {
  await context.store.write(async (tx) => {
    const hash = 'bench';
    const workspaceVersion = await saveWorkspace(tx, { definition: WORKSPACE, files: {}, hash, createdAt: LAUNCH });
    await saveActivities(tx, [ACTIVITY]);
    await addCampaignVersion(tx, {
      campaign: campaign.id,
      number: 1,
      definition: campaign,
      audiences: {},
      messages: content.messages,
      frames: content.frames,
      images: content.images,
      hash,
      workspaceVersion,
      publishedAt: LAUNCH,
    });
    await addCampaign(tx, { id: campaign.id, state: 'published', currentVersion: 1 });
  });
  await launchCampaign(context, campaign.id);
}

/** When the people of a crowd are looked at: `rounds` times `due` of them a minute apart, everybody else at `laterAt`. */
export interface CrowdWakes {
  readonly due: number;
  readonly rounds: number;
  readonly laterAt: Instant;
}

/** Makes a crowd out of the one person there is: rows as the flow wrote them, copied under other names. */
export async function makeCrowd(backend: Backend, people: number, { due, rounds, laterAt }: CrowdWakes): Promise<void> {
  const { employees, participations, messages } = backend.read.tables;
  // All of one length, in order, in every dialect; nobody has the number of the first.
  const name = `'emp_' || (10000000 + n)`;
  const participation = `campaign || '/' || ${name} || '/1'`;
  const renamed = [
    {
      table: employees,
      values: {
        key: name,
        id: `'p' || n || '@waterlijn.example'`,
        email: `'p' || n || '@waterlijn.example'`,
        wake_at: `case when n < ${due * rounds} then wake_at + (n / ${due}) * ${MINUTE_MS} else ${laterAt} end`,
      },
    },
    { table: participations, values: { id: participation, person: name } },
    { table: messages, values: { id: `'msg_' || (10000000 + n)`, recipient: name, participation } },
  ];
  for (const { table, values } of renamed) {
    await copyRows(
      backend,
      table,
      values,
      `with recursive numbers(n) as (
      select 1 union all select n + 1 from numbers where n + 1 < ${people})`,
    );
  }
  await tidy(backend);
}

/** As a database is that had time to tidy up: without the log and the dead rows of a million changes at once. */
export async function tidy(backend: Backend): Promise<void> {
  await backend.wipeDeleted();
  await backend.transaction(({ script }) => script('analyze'));
}

/** Copies all rows of a table, once for each `n` of `numbers`; some columns get other values. */
export async function copyRows(
  backend: Backend,
  table: SQLiteTable,
  values: Readonly<Record<string, string>>,
  numbers: string,
): Promise<void> {
  const columns = Object.values(getTableColumns(table)).map((column) => column.name);
  const names = columns.map((column) => `"${column}"`).join(', ');
  const selected = columns.map((column) => values[column] ?? `"${column}"`).join(', ');
  await backend.transaction(({ script }) =>
    script(`create temp table originals as select * from ${getTableName(table)};
      ${numbers} insert into ${getTableName(table)} (${names}) select ${selected} from numbers, originals;
      drop table originals;`),
  );
}
