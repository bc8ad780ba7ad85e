import type { Io, Output } from '../io.ts';

/** Ctrl-C at a prompt, or a signal. */
export class Interrupted extends Error {
  /** The signal's name; undefined for the key. */
  readonly reason: unknown;

  constructor(reason: unknown) {
    super('interrupted');
    this.name = 'Interrupted';
    this.reason = reason;
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
  const { signal } = io;
  // The question and the keys take four lines.
  const pageSize = Math.max(4, (output.rows ?? 24) - 4);
  const streams = { input: io.stdin, output, signal } as unknown as NonNullable<
    Parameters<typeof createPromptModule>[0]
  >;
  const prompt = createPromptModule(streams);
  const accessible = (io.env['ACCESSIBLE'] ?? '') !== '' && io.env['ACCESSIBLE'] !== '0';
  const answer = async <T>(question: object): Promise<T> => {
    try {
      const { value } = (await prompt([{ ...question, name: 'value' }] as never)) as { value: T };
      return value;
    } catch (error) {
      // Inquirer's own names for Ctrl-C and for an input that ended.
      if (error instanceof Error && /^(ExitPromptError|AbortPromptError)$/.test(error.name))
        throw new Interrupted(signal.reason);
      throw error;
    }
  };
  return {
    output,
    accessible,
    say: (text) => output.write(`${text}\n`),
    choose: async (message, choices) => {
      // By number: Inquirer would take a value that is undefined for the default.
      const numbered = choices.map(({ name }, value) => ({ name, value }));
      const type = accessible ? 'rawlist' : 'select';
      const chosen = await answer<number>({ type, message, choices: numbered, pageSize, loop: false });
      return (choices[chosen] as (typeof choices)[number]).value;
    },
    ask: (message, usual, check) =>
      answer<string>({
        type: 'input',
        message,
        ...(usual === '' ? {} : { default: usual }),
        validate: (text: string) => check?.(text) ?? true,
      }).then((text) => text.trim()),
  };
}
