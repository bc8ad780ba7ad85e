import type { Listener, Mount } from '../../core/linux/proc.ts';
import type { Observations } from '../../core/module.ts';
import type { KeyReading } from '../../kubernetes/certificates.ts';

/** What was found at a path of the host. */
export type FileStatus = 'present' | 'absent' | 'denied' | 'too-large' | 'failed';

/** Facts about one path; facets are there where something asked for them. */
export interface FileFact {
  readonly path: string;
  readonly status: FileStatus;
  readonly kind?: 'file' | 'directory' | 'link' | 'socket' | 'fifo' | 'device';
  readonly bytes?: number;
  /** Permission bits. */
  readonly mode?: number;
  readonly uid?: number;
  readonly gid?: number;
  /** ISO 8601 UTC. */
  readonly modifiedAt?: string;
  /** Where the path itself is a link: its text. */
  readonly target?: string;
  /** Text of a configuration file, private keys and tokens taken out. */
  readonly text?: string;
  /** Certificates as PEM; public. */
  readonly certificates?: readonly string[];
  /** Why a file that should hold certificates holds none. */
  readonly malformed?: string;
  /** Public half of a key file. */
  readonly key?: KeyReading;
  /** Of a kubeconfig: public halves of embedded keys by user name. */
  readonly userKeys?: Readonly<Record<string, KeyReading>>;
  /** Of a kubeconfig: what is embedded in it, in order; `text` loses it when a run is saved. */
  readonly embedded?: readonly string[];
  /** Of a program: ELF machine number; 0 where it is no ELF file. */
  readonly machine?: number;
}

/** What the coverage calls a collector's stream. */
export const streamFormat = 'k8s-paths collector';

/** Names in one directory. */
export interface DirectoryFact {
  readonly path: string;
  readonly status: 'present' | 'absent' | 'denied' | 'failed';
  readonly names: readonly string[];
  readonly truncated: boolean;
}

/** A process of Kubernetes or of its runtime. */
export interface ProcessFact {
  readonly pid: number;
  readonly argv: readonly string[];
  /** ISO 8601 UTC. */
  readonly startedAt?: string;
}

/** Space of the file system that holds a path, in bytes. */
export interface DiskFact {
  readonly path: string;
  readonly bytes: number;
  readonly availableBytes: number;
  readonly inodes: number;
  readonly freeInodes: number;
}

/** A line of a log that says why something failed. */
export interface LogLine {
  readonly file: string;
  /** ISO 8601 UTC, as the runtime stamped it. */
  readonly at?: string;
  readonly text: string;
  /** Name of the code its text stands for. */
  readonly name?: string;
  /** How many lines of the tail stand for that code. */
  readonly count?: number;
  /** True where the process ended with it. */
  readonly fatal?: boolean;
}

/** Logs of one container of a static pod, or a log file of the host. */
export interface LogFact {
  /** `kube-system`; empty for a file of the host. */
  readonly namespace: string;
  readonly pod: string;
  readonly container: string;
  readonly directory: string;
  /** Number of the newest file, which counts restarts. */
  readonly newest: number;
  readonly fileCount: number;
  /** Files of the newest starts: when each was last written. */
  readonly writtenAt: readonly string[];
  /** When the newest run wrote its last line, ISO 8601 UTC, as the runtime stamped it. */
  readonly endsAt?: string;
  /** Last error lines of the newest and the previous run, newest last. */
  readonly errors: readonly LogLine[];
}

/** What the kernel says; absent parts could not be read. */
export interface NodeFacts {
  readonly root: string;
  readonly thisMachine: boolean;
  /** False where what is not told of the host may be there all the same. */
  readonly tellsAll?: false;
  readonly hostname?: string;
  /** Whether diag runs as root. */
  readonly privileged: boolean;
  /** Variables of this shell that kubectl reads; only without --root. */
  readonly env: Readonly<Record<string, string>>;
  readonly homes: readonly { readonly user: string; readonly uid: number; readonly path: string }[];
  readonly processes?: readonly ProcessFact[];
  readonly listeners?: readonly (Listener & { readonly process?: string })[];
  readonly addresses?: readonly string[];
  readonly mounts?: readonly Mount[];
  readonly swaps?: readonly string[];
  readonly deletedOpen?: readonly {
    readonly process: string /** -1 where it cannot be told. */;
    readonly bytes: number;
  }[];
  /** Files under /proc/sys by path, trimmed. */
  readonly sysctls: Readonly<Record<string, string>>;
}

/** A text that was piped in, given as a file or with --error. */
export interface GivenText {
  readonly source: string;
  /** Secrets taken out; of a long text the end. */
  readonly text: string;
  /** Lines before it, where only the end was kept. */
  readonly skipped?: number;
  /** Public halves of a kubeconfig's embedded keys. */
  readonly fact?: Pick<FileFact, 'userKeys' | 'embedded'>;
}

/** All that is known of a host, and the texts that were given. */
export interface PathsObservations extends Observations {
  readonly node: NodeFacts;
  readonly files: Readonly<Record<string, FileFact>>;
  readonly directories: Readonly<Record<string, DirectoryFact>>;
  readonly disks: readonly DiskFact[];
  /** Unix sockets by path. */
  readonly sockets: Readonly<Record<string, string>>;
  readonly logs: readonly LogFact[];
  /** Links in /var/log/containers that lead nowhere. */
  readonly danglingLogs: readonly string[];
  /** Largest files and folders among those that usually grow, largest first. */
  readonly consumers: readonly { readonly path: string; readonly bytes: number }[];
  readonly texts: readonly GivenText[];
}
