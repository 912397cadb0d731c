import { createTransport } from 'nodemailer';
import { answerWith, timed } from './measure.ts';
import type { ToSend } from './send-with-druppel.ts';

export interface SentByNodemailer {
  readonly perSecond: number;
}

/** A bare loop over nodemailer's pool: no database, no decision, no rendering, nothing recorded. */
await answerWith(
  async ({
    messages,
    connections,
    port,
    html,
    text,
  }: ToSend & { html: string; text: string }): Promise<SentByNodemailer> => {
    const pool = createTransport({
      pool: true,
      maxConnections: connections,
      host: '127.0.0.1',
      port,
      secure: false,
      ignoreTLS: true,
    });
    const ms = await timed(() =>
      Promise.all(
        Array.from({ length: messages }, (_, number) =>
          pool.sendMail({
            from: 'Noor <learning@waterlijn.example>',
            to: `p${number}@waterlijn.example`,
            subject: 'Six quarter-hours to get more out of numbers',
            html,
            text,
          }),
        ),
      ),
    );
    pool.close();
    return { perSecond: (messages / ms) * 1000 };
  },
);
