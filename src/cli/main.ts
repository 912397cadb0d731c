#!/usr/bin/env node
import { runProgram } from './program.ts';

// `druppel audience … --list | head` closes the pipe early: what is left unsaid is no mistake.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
});

process.exitCode = await runProgram(process.argv.slice(2), {
  stdout: process.stdout,
  stderr: process.stderr,
  stdin: process.stdin,
});
