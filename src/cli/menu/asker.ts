import type { Io, Output } from '../io.ts';
import { WentBack } from './steps.ts';

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

type Check = (answer: string) => string | undefined | Promise<string | undefined>;

/** Asks the person at the terminal. Every question throws `Interrupted` at Ctrl-C, `WentBack` at Esc. */
export interface Asker {
  readonly output: Output;
  /** Numbered prompts, nothing repainted (https://no-color.org is for color; this is ACCESSIBLE). */
  readonly accessible: boolean;
  /** Prints a text as it stands: a command line is not broken. */
  say(text: string): void;
  /** Prints prose, its lines broken between words. */
  tell(text: string): void;
  choose<T>(message: string, choices: readonly Choice<T>[]): Promise<T>;
  /** `check` returns what is wrong with an answer, or nothing. */
  ask(message: string, usual: string, check?: Check): Promise<string>;
}

/** Asks with Inquirer, on stderr: stdout carries reports. */
export async function createAsker(io: Io): Promise<Asker> {
  const [{ createPromptModule }, { default: wrapAnsi }] = await Promise.all([import('inquirer'), import('wrap-ansi')]);
  const output = io.stderr.isTTY === true ? io.stderr : io.stdout;
  const { signal } = io;
  // The question and the keys take four lines; four more stay for the verdict above, and for a window made smaller.
  const pageSize = () => Math.max(4, (output.rows ?? 24) - 8);
  const promptUntil = (end: AbortSignal) =>
    createPromptModule({ input: io.stdin, output, signal: end } as unknown as NonNullable<
      Parameters<typeof createPromptModule>[0]
    >);
  const accessible = (io.env['ACCESSIBLE'] ?? '') !== '' && io.env['ACCESSIBLE'] !== '0';
  const answer = async <T>(question: object): Promise<T> => {
    const back = new AbortController();
    const takeKey = (_: unknown, key?: { readonly name?: string }) => {
      if (key?.name === 'escape') back.abort();
    };
    io.stdin.on('keypress', takeKey);
    try {
      const prompt = promptUntil(AbortSignal.any([signal, back.signal]));
      const { value } = (await prompt([{ ...question, name: 'value' }] as never)) as { value: T };
      return value;
    } catch (error) {
      // Inquirer's own names for Ctrl-C and for an input that ended.
      if (!(error instanceof Error) || !/^(ExitPromptError|AbortPromptError)$/.test(error.name)) throw error;
      if (!back.signal.aborted) throw new Interrupted(signal.reason);
      output.write('\n');
      throw new WentBack();
    } finally {
      io.stdin.off('keypress', takeKey);
    }
  };
  const wrap = (text: string, room: number) => wrapAnsi(text, Math.max(20, room));
  const columns = () => output.columns ?? 80;
  return {
    output,
    accessible,
    say: (text) => output.write(`${text}\n`),
    tell: (text) => output.write(`${wrap(text, columns())}\n`),
    choose: async (message, choices) => {
      // By number: Inquirer would take a value that is undefined for the default.
      // Inquirer itself breaks lines anywhere; before a choice it has a pointer, or a number.
      const indent = accessible ? 6 : 2;
      const broken = (name: string) => wrap(name, columns() - indent - 1).replaceAll('\n', `\n${' '.repeat(indent)}`);
      const numbered = choices.map(({ name }, value) => ({ name: broken(name), value, short: name }));
      const type = accessible ? 'rawlist' : 'select';
      const chosen = await answer<number>({ type, message, choices: numbered, pageSize: pageSize(), loop: false });
      return (choices[chosen] as (typeof choices)[number]).value;
    },
    ask: (message, usual, check) =>
      answer<string>({
        type: 'input',
        message,
        ...(usual === '' ? {} : { default: usual }),
        validate: async (text: string) => (await check?.(text)) ?? true,
      }).then((text) => text.trim()),
  };
}
