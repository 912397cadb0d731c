import { setFlagsFromString } from 'node:v8';

/**
 * For a command that makes and drops millions of small things: V8 otherwise lets what was dropped pile up as long as the
 * machine has room. Half the memory for a fifth more time (measured with a million employees: 228 MB).
 */
export function preferSmallMemory(): void {
  setFlagsFromString('--optimize-for-size');
}
