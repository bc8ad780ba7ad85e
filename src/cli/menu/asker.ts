import type { Io, Output } from '../io.ts';

/** Ctrl-C at a prompt. */
export class Interrupted extends Error {
  constructor() {
    super('interrupted');
    this.name = 'Interrupted';
  }
}

export interface Choice<T> {
  readonly name: string;
  readonly value: T;
}

/** Asks the person at the terminal. Every question throws `Interrupted` at Ctrl-C. */
export interface Asker {
  readonly output: Output;
  /** Numbered prompts, nothing repainted (https://no-color.org is for color; this is ACCESSIBLE). */
  readonly accessible: boolean;
  say(text: string): void;
  choose<T>(message: string, choices: readonly Choice<T>[]): Promise<T>;
  /** `check` returns what is wrong with an answer, or nothing. */
  ask(message: string, usual: string, check?: (answer: string) => string | undefined): Promise<string>;
}

/** Asks with Inquirer, on stderr: stdout carries reports. */
export async function createAsker(io: Io): Promise<Asker> {
  const { createPromptModule } = await import('inquirer');
  const output = io.stderr.isTTY === true ? io.stderr : io.stdout;
  const streams = { input: io.stdin, output } as unknown as NonNullable<Parameters<typeof createPromptModule>[0]>;
  const prompt = createPromptModule(streams);
  const accessible = (io.env['ACCESSIBLE'] ?? '') !== '' && io.env['ACCESSIBLE'] !== '0';
  const answer = async <T>(question: object): Promise<T> => {
    try {
      const { value } = (await prompt([{ ...question, name: 'value' }] as never)) as { value: T };
      return value;
    } catch (error) {
      // Inquirer's own names for Ctrl-C and for an input that ended.
      if (error instanceof Error && /^(ExitPromptError|AbortPromptError)$/.test(error.name)) throw new Interrupted();
      throw error;
    }
  };
  return {
    output,
    accessible,
    say: (text) => output.write(`${text}\n`),
    choose: (message, choices) =>
      answer({ type: accessible ? 'rawlist' : 'select', message, choices: [...choices], pageSize: 12, loop: false }),
    ask: (message, usual, check) =>
      answer<string>({
        type: 'input',
        message,
        ...(usual === '' ? {} : { default: usual }),
        validate: (text: string) => check?.(text) ?? true,
      }).then((text) => text.trim()),
  };
}
