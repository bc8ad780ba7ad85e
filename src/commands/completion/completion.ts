import type { Io } from '../../cli/io.ts';
import type { Commands } from '../../cli/outcome.ts';
import { wordsOf } from '../../cli/words.ts';
import { usageError } from '../../core/errors.ts';
import { exitCodes } from '../../core/exit-code.ts';
import { collectors } from '../../input/collectors.ts';
import { registry } from '../../modules/registry.ts';
import { bash } from './bash.ts';
import { fish } from './fish.ts';
import { powershell } from './powershell.ts';
import type { Vocabulary } from './vocabulary.ts';
import { zsh } from './zsh.ts';

const shells: Readonly<Record<string, (words: Vocabulary) => string>> = { bash, zsh, fish, powershell };

/** `diag completion SHELL`: a script that completes commands, options, choices and codes. */
export async function completion(shell: string, io: Io, treeOf: Commands['treeOf']): Promise<number> {
  const write = shells[shell];
  if (write === undefined) {
    throw usageError(`completion: no shell ${shell}`, `there are: ${Object.keys(shells).join(', ')}`);
  }
  const modules = await Promise.all(registry.map((entry) => entry.load()));
  const program = await treeOf(modules.map(({ id }) => id));
  const entries = modules.flatMap(({ codes }) => codes.map(({ entry }) => entry));
  io.stdout.write(
    write({
      ...wordsOf(program),
      values: {
        explain: entries.flatMap(({ code, name }) => [code, name]),
        list: modules.map(({ id }) => id),
        collect: Object.keys(collectors),
        completion: Object.keys(shells),
      },
    }),
  );
  return exitCodes.clean;
}
