import type { FastifyInstance, FastifyRequest } from 'fastify';
import { readInbox, readInboxMail } from '../../flow/sending/read-inbox.ts';
import { newestWorkspace } from '../../store/campaigns/workspaces.ts';
import { countInboxMails } from '../../store/mails/inbox.ts';
import { inboxMailQuery, inboxParams, inboxQuery } from '../contract.ts';
import { sendPage } from '../guards/request-parts.ts';
import type { HttpContext } from '../http-context.ts';
import { notFound } from '../pages/error-pages.ts';
import type { DeskSetting } from './desk-page.ts';
import { framedMail, MAIL_POLICY } from './framed-mail.ts';
import { inboxPage } from './inbox-page.ts';
import { visitorOf } from './login-guard.ts';
import { mailPage } from './mail-page.ts';

/** `/inbox`: only with the built-in inbox. */
export function inboxRoutes(app: FastifyInstance, context: HttpContext): void {
  const { store, config } = context;
  const settingFor = async (request: FastifyRequest): Promise<DeskSetting> => {
    const workspace = await newestWorkspace(store.read);
    const { timezone = 'UTC', locales = ['en'] } = workspace?.definition ?? {};
    return { simulated: true, zone: timezone, defaultLocale: locales[0] ?? 'en', visitor: visitorOf(request) };
  };

  app.get('/inbox', async (request, reply) => {
    const { search, before } = inboxQuery.parse(request.query);
    const page = await readInbox(context, { search, before: placeOf(before), limit: PER_PAGE });
    return sendPage(reply, inboxPage(page, search, await countInboxMails(store.read), await settingFor(request)));
  });

  app.get('/inbox/:id', async (request, reply) => {
    const reading = await readInboxMail(context, inboxParams.parse(request.params).id);
    if (reading === null) return notFound(request, reply);
    return sendPage(reply, mailPage(reading, inboxMailQuery.parse(request.query), await settingFor(request)));
  });

  app.get('/inbox/:id/html', async (request, reply) => {
    const reading = await readInboxMail(context, inboxParams.parse(request.params).id);
    if (reading === null) return notFound(request, reply);
    const { scheme } = inboxMailQuery.parse(request.query);
    reply.header('content-security-policy', MAIL_POLICY).header('x-frame-options', 'SAMEORIGIN');
    return sendPage(reply, framedMail(reading.mail, scheme, config.publicUrl));
  });
}

const PER_PAGE = 50;

/** `1830000000000.inb_…` → where the page before ended. */
function placeOf(before: string | undefined): { at: number; id: string } | null {
  if (before === undefined) return null;
  const dot = before.indexOf('.');
  return { at: Number(before.slice(0, dot)), id: before.slice(dot + 1) };
}
