import { MINUTE_MS } from '../../domain/time.ts';
import { allBoots, type Boot, heartbeat, registerBoot, removeBoots } from '../../store/boots.ts';
import { type Recovered, recoverExpired, recoverFrom } from '../../store/mails/settling.ts';
import type { FlowContext } from '../context.ts';

/** A process that was not heard of for so long is gone, wherever it ran. */
const SILENT_MS = MINUTE_MS;

/** Whether a process of this machine is still there. */
export type IsAlive = (pid: number) => boolean;

/**
 * Takes back what processes held that are gone: before the gate it is ready again, after it in doubt. Those of this
 * machine are known to be gone at once, others after a minute without a heartbeat.
 */
export async function recoverMessages({ store, clock }: FlowContext, self: Boot, isAlive: IsAlive): Promise<Recovered> {
  const now = clock();
  return store.write(async (tx) => {
    const gone = (await allBoots(tx))
      .filter((boot) => boot.id !== self.id && isGone(boot, self, now, isAlive))
      .map(({ id }) => id);
    const left = await recoverFrom(tx, gone);
    const expired = await recoverExpired(tx, now);
    if (gone.length > 0) await removeBoots(tx, gone);
    return { ready: left.ready + expired.ready, inDoubt: left.inDoubt + expired.inDoubt };
  });
}

/** Makes this process known, before it claims anything. */
export async function enterBoot({ store }: FlowContext, boot: Boot): Promise<void> {
  await store.write((tx) => registerBoot(tx, boot));
}

/** Says that this process lives. Taken for dead meanwhile: known again, and what it held was taken back. */
export async function beat({ store, clock }: FlowContext, boot: Boot): Promise<void> {
  const at = clock();
  await store.write(async (tx) => {
    if (!(await heartbeat(tx, boot.id, at))) await registerBoot(tx, { ...boot, heartbeatAt: at });
  });
}

/** What a process still held when it ended by itself, and its name. */
export async function leaveBoot({ store }: FlowContext, boot: Boot): Promise<void> {
  await store.write(async (tx) => {
    await recoverFrom(tx, [boot.id]);
    await removeBoots(tx, [boot.id]);
  });
}

/** A process id is given anew after a while: one that started later than the boot is another process. */
function isGone(boot: Boot, self: Boot, now: number, isAlive: IsAlive): boolean {
  if (boot.heartbeatAt < now - SILENT_MS) return true;
  if (boot.host !== self.host) return false;
  return boot.pid === self.pid || !isAlive(boot.pid);
}
