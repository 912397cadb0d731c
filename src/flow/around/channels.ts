import type { Answer, Outgoing } from '../../egress/send-out.ts';

/** How posts leave this installation. */
export interface Channels {
  /** Null: nothing leaves this machine; posts are kept beside the mails of the built-in inbox. */
  readonly sendOut: ((outgoing: Outgoing) => Promise<Answer>) | null;
  /** A variable of the environment that is no setting of the product, such as TEAMS_URL; null: not set. */
  readonly variable: (name: string) => string | null;
}
