import { UserError } from '../../domain/errors.ts';
import { formatInstant } from '../../domain/time.ts';
import { type Call, type Command, textOption } from '../command.ts';
import { withStore } from '../with-store.ts';

export const key: Command = {
  usage: 'key [act] [name-or-id]',
  summary: 'Makes, lists and revokes the keys by which other systems come in: API, xAPI, SCIM.',
  examples: [
    'druppel key make "HR export" --scopes read:employees,write:employees',
    'druppel key make "learning platform" --scopes write:learning',
    'druppel key list',
    'druppel key revoke key_0198c2',
  ],
  options: [['--scopes <list>', 'what the key may do, separated by commas']],
  async run(call) {
    const [act, name] = call.args;
    if (act === 'list') return list(call);
    if ((act === 'make' || act === 'revoke') && name !== undefined && name.trim() !== '')
      return act === 'make' ? make(call, name.trim()) : revoke(call, name);
    throw new UserError('Say what to do: make a key with a name, list the keys, or revoke one by its id.', {
      hint: 'druppel key make NAME --scopes LIST, druppel key list, druppel key revoke ID',
    });
  },
};

async function make(call: Call, name: string): Promise<void> {
  const { terminal } = call;
  const scopes = (textOption(call, 'scopes') ?? '').split(',').flatMap((scope) => scope.trim() || []);
  const made = await withStore(call, 'writing', async (context) => {
    const { makeApiKey } = await import('../../flow/access/api-keys.ts');
    return makeApiKey(context, name, scopes);
  });
  terminal.answer({ ...made, name, scopes });
  terminal.say(`${terminal.colour.green('✓')} A key for ${name}: ${scopes.join(', ')}. It is shown this once.`);
  terminal.say();
  terminal.say(`  API and SCIM, as a bearer token:  ${made.token}`);
  terminal.say(`  xAPI, user name and password:     ${made.id}`);
  terminal.say(`                                    ${made.secret}`);
}

async function list(call: Call): Promise<void> {
  const { terminal } = call;
  const keys = await withStore(call, 'reading', async ({ store }) => {
    const { allApiKeys } = await import('../../store/access/api-keys.ts');
    return allApiKeys(store.read);
  });
  const told = keys.map(({ id, name, scopes, createdAt, revokedAt }) => ({
    id,
    name,
    scopes,
    createdAt: formatInstant(createdAt),
    revokedAt: revokedAt === null ? null : formatInstant(revokedAt),
  }));
  terminal.answer({ keys: told });
  if (told.length === 0) return terminal.say('There are no keys. Make one: druppel key make NAME --scopes LIST.');
  const { table } = await import('../table.ts');
  const rows = told.map((one) => [one.id, one.name, one.scopes.join(' '), one.createdAt, one.revokedAt ?? 'in use']);
  terminal.say(table(terminal, ['id', 'name', 'scopes', 'made', 'revoked'], rows));
}

async function revoke(call: Call, id: string): Promise<void> {
  await withStore(call, 'writing', async (context) => {
    const { endApiKey } = await import('../../flow/access/api-keys.ts');
    await endApiKey(context, id);
  });
  call.terminal.answer({ id, revoked: true });
  call.terminal.say(`${id} opens nothing any more.`);
}
