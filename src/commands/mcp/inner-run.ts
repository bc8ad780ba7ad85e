import { Readable, Writable } from 'node:stream';
import type { Io } from '../../cli/io.ts';
import type { Run } from '../../cli/outcome.ts';
import { exitCodes } from '../../core/exit-code.ts';

/** What a tool answers: the short report, and whether diag itself could not answer. */
export interface Answer {
  readonly text: string;
  readonly failed: boolean;
}

/** What a report says first fits in far less; a page of a code is some KB. */
const maxAnswer = 64 * 1024;

/**
 * Runs a command line as a shell would, with a text piped in where there is one, and its report as text: ASCII,
 * no color, no progress. Standard output of the process belongs to the protocol and is not touched.
 */
export async function answerOf(words: readonly string[], piped: string | undefined, io: Io, run: Run): Promise<Answer> {
  const out = collect();
  const err = collect();
  const stdin = Readable.from(piped === undefined ? [] : [Buffer.from(piped)]);
  const { stdinFile: _file, ...rest } = io;
  const inner: Io = { ...rest, stdin, stdinIsEmptyFile: false, stdout: out.stream, stderr: err.stream };
  const exitCode = await run([...words, '--ascii', '--quiet', '--color', 'never'], inner);
  const failed = exitCode === exitCodes.usage || exitCode === exitCodes.bug;
  const text = [out.text(), err.text(), `exit code ${exitCode}\n`].filter((part) => part !== '').join('\n');
  return { text: text.slice(0, maxAnswer), failed };
}

function collect(): { readonly stream: Writable; text(): string } {
  const chunks: Buffer[] = [];
  const stream = new Writable({
    write(chunk, _encoding, done) {
      chunks.push(Buffer.from(chunk));
      done();
    },
  });
  return { stream, text: () => Buffer.concat(chunks).toString('utf8') };
}
