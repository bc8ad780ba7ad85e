import type { DirectoryFact, FileFact, PathsObservations } from './observations.ts';

/**
 * What the model of a host is built from. Observe builds it from a reader that looks at the host and records
 * every answer; analyze builds it again from the record. So both ask the same questions.
 */
export interface HostReader {
  /** Kind, mode and owner, links followed. */
  stat(path: string): FileFact;
  /** A configuration file's text. */
  text(path: string): FileFact;
  /** A kubeconfig's text with the public halves of its embedded keys. */
  kubeconfig(path: string): FileFact;
  /** Certificates, or the public half of a key. */
  pem(path: string): FileFact;
  /** A program's ELF machine. */
  program(path: string): FileFact;
  list(path: string): DirectoryFact;
}

/** Answers from a record; what was never asked is `failed`, which no rule takes for absent. */
export function replayReader({ files, directories }: Pick<PathsObservations, 'files' | 'directories'>): HostReader {
  const file = (path: string): FileFact => files[path] ?? { path, status: 'failed' };
  return {
    stat: file,
    text: file,
    kubeconfig: file,
    pem: file,
    program: file,
    list: (path) => directories[path] ?? { path, status: 'failed', names: [], truncated: false },
  };
}
