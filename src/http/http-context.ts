import type { FlowContext } from '../flow/context.ts';
import type { Log } from '../log.ts';
import type { OpenMarks } from '../tracking/open-marks.ts';
import type { Tokens } from '../tracking/tokens.ts';

export interface HttpOptions {
  readonly store: FlowContext['store'];
  readonly clock: FlowContext['clock'];
  readonly newId: FlowContext['newId'];
  readonly log: Log;
  readonly config: {
    /** Without a slash at the end. */
    readonly publicUrl: string;
    /** SECRET_KEY, or the one kept in the database. */
    readonly secret: string;
    /** Whether mail goes to the built-in inbox: then there are pages to read it. */
    readonly inbox: boolean;
  };
  /** What keeps this process from its work, in sentences: the queue, the mail server. The database is asked here. */
  readonly troubles?: () => Promise<readonly string[]>;
}

/** What routes need, made once. */
export interface HttpContext extends HttpOptions {
  readonly tokens: Tokens;
  readonly openMarks: OpenMarks;
}
