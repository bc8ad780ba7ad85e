import type { Row } from '../../core/knowledge.ts';
import type { Part } from './part.ts';
import type { Setting } from './setting.ts';

/**
 * What a message stands for. `cause`: a fault of its own. `state`: something is broken, and a cause may stand
 * elsewhere. `retried`: the program tries again by itself; it is a fault where it lasts. `harmless`: known noise.
 * `well`: it works, or an expected answer.
 */
export type MessageKind = 'cause' | 'state' | 'retried' | 'harmless' | 'well';

/** A message as it was met: the groups of its pattern and where it stands. */
export interface Met {
  /** Groups of the pattern from 1; empty where one took no part. */
  readonly groups: readonly string[];
  /** The line without the prefix of its log. */
  readonly text: string;
  /** The program that wrote the line, where the text tells: `kubelet`, `etcd`. */
  readonly component?: string;
  /** What the whole text tells of the cluster it comes from. */
  readonly setting: Setting;
}

/**
 * One message people meet; `matches` is tried on a line without its log prefix, then on lines joined: how it is recognized, what it means, what to do. `$1` … in texts are groups of the
 * pattern, `{etcd-log}` … words of the distribution (see `setting.ts`).
 */
export interface Message extends Row {
  /** Context without which the words prove nothing. */
  readonly needs?: {
    /** The program that wrote the line, where that is known. */
    readonly component?: RegExp;
    /** Somewhere in the whole text. */
    readonly text?: RegExp;
  };
  readonly kind: MessageKind;
  /** Found only where no other row knows the line. */
  readonly catchAll?: true;
  /** In a log of the host these words alone decide, because no file shows it. */
  readonly inLogs?: true;
  /** Each subject it names is a fault of its own: another flag, another port. */
  readonly apart?: true;
  /** What of the node or cluster is broken: causes are looked for along the dependencies of parts. */
  readonly part?: Part;
  /** `possible` where the text shows a state that has many causes. */
  readonly confidence?: 'possible';
  /** For a person on call, one or two sentences. */
  readonly says: string | ((met: Met) => string);
  /** What to do, most important first; a line whose group is empty is left out. */
  readonly next?: readonly string[] | ((met: Met) => readonly string[]);
  /** Paths of a kubeadm host to look at, likeliest first. */
  readonly where?: readonly string[];
  /** For `well`: parts whose retried messages before it are over. */
  readonly ends?: readonly Part[];
  /** What the same command prints, asked again, where it is over. */
  readonly endedBy?: RegExp;
  /** Ids of messages of the same text that explain this one, where no dependency of parts says so. */
  readonly yieldsTo?: RegExp;
  /** Ids of messages that do not explain this one, though they say more. */
  readonly independentOf?: RegExp;
  /** An answer to one command, which explains nothing else of the text. */
  readonly onlyItself?: true;
}
