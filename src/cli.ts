#!/usr/bin/env node
import { leaveLostTerminal, processIo } from './cli/io.ts';
import { version } from './cli/version.ts';
import { optimizeLater } from './input/v8-flags.ts';

const [only, ...more] = process.argv.slice(2);
if (only === '--version' && more.length === 0) {
  process.stdout.write(`diag ${version}\n`);
} else {
  await optimizeLater();
  const { main } = await import('./cli/main.ts');
  process.exitCode = await main(process.argv.slice(2), processIo());
  leaveLostTerminal();
}
