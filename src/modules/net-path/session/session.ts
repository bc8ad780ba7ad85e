import type { Ask } from './commands.ts';
import type { SessionRow } from './meaning.ts';

/** A line of a tool that means something. */
export interface Said {
  readonly row: Pick<
    SessionRow,
    'id' | 'means' | 'confidence' | 'severity' | 'says' | 'why' | 'rulesOut' | 'next' | 'own'
  >;
  readonly groups: Readonly<{ [name: string]: string }>;
  /** 1-based line of the text. */
  readonly line: number;
  readonly text: string;
  /** Which of the asks it stands under. */
  readonly ask: number;
  /** What the line itself names. */
  readonly target?: string;
  readonly port?: number;
  /** Name of its text, where there are several. */
  readonly source?: string;
  /** Other lines that show it. */
  readonly also?: readonly { readonly line: number; readonly text: string }[];
}

/** A device of `ip a`. */
export interface ShownDevice {
  readonly name: string;
  readonly flags: readonly string[];
  readonly addresses: readonly string[];
  readonly line: number;
  readonly text: string;
  readonly ask: number;
}

/** A word of resolv.conf. */
export interface ShownWord {
  readonly word: string;
  readonly line: number;
  readonly text: string;
  readonly ask: number;
}

/** What somebody copied out of a terminal, or the kernel's log of its network. */
export interface Session {
  readonly asks: readonly Ask[];
  readonly said: readonly Said[];
  readonly devices: readonly ShownDevice[];
  readonly nameservers: readonly ShownWord[];
  readonly search: readonly ShownWord[];
  readonly lines: number;
  readonly understood: number;
  readonly firstNotUnderstood?: { readonly line: number; readonly text: string };
  /** Commands and pages that tools of the network begin with. */
  readonly commands: number;
  /** Commands of other tools. */
  readonly others: number;
  /** Lines that show by themselves whose they are. */
  readonly own: number;
  /** Lines of the log of a kernel or of what sets up its devices. */
  readonly kernel: number;
  /** Errors of programs' libraries, in a text without commands. */
  readonly libraries: number;
  /** The last line that says that a program was connected after such an error. */
  readonly connected?: number;
}

/** A session with the name of its text. */
export interface GivenSession extends Session {
  readonly source: string;
}
