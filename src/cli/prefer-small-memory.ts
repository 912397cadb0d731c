import { setFlagsFromString } from 'node:v8';

/**
 * For a command that makes and drops millions of small things: V8 otherwise lets what was dropped pile up as long as the
 * machine has room. The old generation may grow by a quarter before it is swept, the young one not at all; it costs next to
 * nothing and halves what the process takes (measured with a million employees).
 */
export function preferSmallMemory(): void {
  setFlagsFromString('--heap-growing-percent=25');
  setFlagsFromString('--semi-space-growth-factor=1');
}
