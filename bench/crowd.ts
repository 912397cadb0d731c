import BetterSqlite from 'better-sqlite3';
import type { Campaign } from '../src/domain/campaign.ts';
import type { CampaignContent } from '../src/domain/campaign-content.ts';
import type { Instant } from '../src/domain/time.ts';
import type { FlowContext } from '../src/flow/context.ts';
import { launchCampaign } from '../src/flow/publishing/campaign-lifecycle.ts';
import { saveActivities } from '../src/store/activities.ts';
import { addCampaign, addCampaignVersion } from '../src/store/campaigns.ts';
import { saveWorkspace } from '../src/store/workspaces.ts';
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

/**
 * Makes a crowd out of the one person in a SQLite file: rows as the flow wrote them, copied under other names. Whoever is
 * not among the first `due` is looked at again only at `laterAt`.
 */
export function multiply(path: string, people: number, due: number, laterAt: Instant): void {
  const file = new BetterSqlite(path);
  file.pragma('synchronous = OFF');
  const name = `printf('%08d', n)`;
  const ids: Readonly<Record<string, Readonly<Record<string, string>>>> = {
    employees: {
      key: `'emp_' || ${name}`,
      id: `'p' || n || '@waterlijn.example'`,
      email: `'p' || n || '@waterlijn.example'`,
      wake_at: `case when n < ${due} then wake_at else ${laterAt} end`,
    },
    participations: { id: `campaign || '/emp_' || ${name} || '/1'`, person: `'emp_' || ${name}` },
    messages: {
      id: `'msg_' || printf('%032x', n)`,
      recipient: `'emp_' || ${name}`,
      participation: `campaign || '/emp_' || ${name} || '/1'`,
    },
  };
  file.transaction(() => {
    for (const [table, made] of Object.entries(ids)) {
      const columns = file.pragma(`table_info(${table})`) as { name: string }[];
      const names = columns.map((column) => `"${column.name}"`).join(', ');
      const values = columns.map((column) => made[column.name] ?? `"${column.name}"`).join(', ');
      file.exec(`create temp table one as select * from ${table} limit 1;
        with recursive numbers(n) as (select 1 union all select n + 1 from numbers where n + 1 < ${people})
        insert into ${table} (${names}) select ${values} from numbers, one;
        drop table one;`);
    }
  })();
  file.exec('analyze');
  file.close();
}
