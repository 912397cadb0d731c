import { UserError } from '../../domain/errors.ts';
import { formatInstant } from '../../domain/time.ts';
import type { LoginLink } from '../../flow/access/console-users.ts';
import { type Call, type Command, textOption } from '../command.ts';
import { table } from '../table.ts';
import { withStore } from '../with-store.ts';

export const user: Command = {
  usage: 'user <action> [email]',
  summary: 'Who may open the console: add, link, list, remove. No passwords: each login takes a link that works once.',
  examples: [
    'druppel user add noor@waterlijn.example --role marketer',
    'druppel user link noor@waterlijn.example',
    'druppel user list',
    'druppel user remove noor@waterlijn.example',
  ],
  options: [['--role <role>', 'add: admin, marketer or viewer']],
  async run(call) {
    const [action = '', email] = call.args;
    if (!isAction(action)) {
      throw new UserError(`"${action}" is nothing to do with a user.`, {
        hint: `Write one of: ${Object.keys(ACTIONS).join(', ')}.`,
      });
    }
    if (action !== 'list' && email === undefined)
      throw new UserError('Whom?', { hint: `druppel user ${action} noor@waterlijn.example` });
    await ACTIONS[action](call, email ?? '');
  },
};

const ACTIONS = { add, link, list, remove };

function isAction(text: string): text is keyof typeof ACTIONS {
  return Object.hasOwn(ACTIONS, text);
}

async function add(call: Call, email: string): Promise<void> {
  const role = textOption(call, 'role');
  if (role === null)
    throw new UserError('As what?', { hint: `druppel user add ${email} --role admin, marketer or viewer` });
  const made = await withStore(call, 'writing', async (context) => {
    const { addUser } = await import('../../flow/access/console-users.ts');
    return addUser(context, { email, role });
  });
  call.terminal.say(
    `${call.terminal.colour.green('✓')} ${made.user.email} may open the console, as ${made.user.role}.`,
  );
  tellLink(call, made);
}

async function link(call: Call, email: string): Promise<void> {
  const made = await withStore(call, 'writing', async (context) => {
    const { linkUser } = await import('../../flow/access/console-users.ts');
    return linkUser(context, email);
  });
  call.terminal.say(`A new link for ${made.user.email}, ${made.user.role}. An earlier one no longer works.`);
  tellLink(call, made);
}

function tellLink(call: Call, { user: { email, role }, token, expiresAt }: LoginLink): void {
  const { publicUrl } = call.config;
  const url = `${publicUrl}/login/${token}`;
  call.terminal.say(`\n  ${url}\n`);
  call.terminal.say(
    `It works once, until ${formatInstant(expiresAt)}. Whoever has it comes in as ${email}: hand it over privately.`,
  );
  if (publicUrl.startsWith('http:') && !isThisMachine(publicUrl))
    call.terminal.note('PUBLIC_URL has no https: on the way, others can read this link and what the console shows.');
  call.terminal.answer({ email, role, link: url, expiresAt: formatInstant(expiresAt) });
}

function isThisMachine(url: string): boolean {
  return /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/.test(new URL(url).hostname);
}

async function list(call: Call): Promise<void> {
  const users = await withStore(call, 'reading', async (context) => {
    const { listUsers } = await import('../../flow/access/console-users.ts');
    return listUsers(context);
  });
  if (users.length === 0) {
    call.terminal.say('Nobody yet: the console opens on this machine, without a login.');
    call.terminal.say('Next: druppel user add EMAIL --role admin');
  } else {
    const rows = users.map(({ email, role, createdAt, sessions, hasLink }) => [
      email,
      role,
      formatInstant(createdAt),
      sessions,
      hasLink ? 'waits' : '',
    ]);
    call.terminal.say(table(call.terminal, ['email', 'role', 'added', 'sessions', 'link'], rows));
  }
  call.terminal.answer({
    users: users.map(({ email, role, createdAt, sessions, hasLink }) => ({
      ...{ email, role, sessions, hasLink },
      createdAt: formatInstant(createdAt),
    })),
  });
}

async function remove(call: Call, email: string): Promise<void> {
  const { user, isLast } = await withStore(call, 'writing', async (context) => {
    const { removeUser } = await import('../../flow/access/console-users.ts');
    return removeUser(context, email);
  });
  call.terminal.say(`${user.email} is removed, and logged out everywhere.`);
  if (isLast) call.terminal.say('Nobody is left: the console opens on this machine again, without a login.');
  call.terminal.answer({ email: user.email, isLast });
}
