/** What one command said, with where that stands. */
export interface Answer {
  /** The command as it was run, words joined by a blank. */
  readonly command: string;
  /** Exit status; 127 where the program is not there. */
  readonly status: number;
  /** File name of the stream, or `this host`. */
  readonly source: string;
  /** 1-based line in `source` of the first line of `text`; absent live. */
  readonly line?: number;
  readonly text: string;
  /** What it wrote to stderr. */
  readonly error: string;
}

/** A network namespace as far as it was read. */
export interface NamespaceCapture {
  /** Name of the machine. */
  readonly host: string;
  /** Inode of the namespace: its identity on its host. */
  readonly inode: string;
  /** Name in /run/netns. */
  readonly name?: string;
  /** Processes in it, lowest first, a few. */
  readonly pids: readonly number[];
  /** `NAMESPACE/NAME` of the pods that live in it, where that was asked for. */
  readonly pods?: readonly string[];
  /** The namespace the collector ran in. */
  readonly own: boolean;
  /** Empty where it was only listed. */
  readonly answers: readonly Answer[];
}

/** All that was read of one or more machines. */
export interface Capture {
  readonly namespaces: readonly NamespaceCapture[];
}

export const read = ({ answers }: NamespaceCapture): boolean => answers.length > 0;

/** The first usable answer of commands that begin so. */
export const answerOf = ({ answers }: NamespaceCapture, ...commands: readonly string[]): Answer | undefined => {
  for (const command of commands) {
    const answer = answers.find((one) => one.status === 0 && isCommand(one.command, command));
    if (answer !== undefined) return answer;
  }
  return undefined;
};

/** The program's folder does not count. */
export const isCommand = (ran: string, asked: string): boolean => {
  const words = ran.split(' ');
  const [program = '', ...rest] = words;
  const plain = [program.slice(program.lastIndexOf('/') + 1), ...rest].join(' ');
  return plain === asked || plain.startsWith(`${asked} `);
};
