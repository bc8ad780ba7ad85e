/** The language a fix is written in; `config` is a fragment to merge into a configuration file by hand. */
export type FixShell = 'bash' | 'powershell' | 'sql' | 'config';

/** `safe`: nothing can be lost. `review`: read it first. `destructive`: it can lose data; never run unread. */
export type Applicability = 'safe' | 'review' | 'destructive';

/**
 * A fix as complete script texts. diag prints and writes them and never runs them.
 * A bash script without arguments is a dry run; `--apply` acts, `--root DIR` acts on another root.
 */
export interface FixScript {
  /** Short name, unique within a finding: `schedule-instead-of-interval`. */
  readonly id: string;
  /** One line, what it does. */
  readonly title: string;
  readonly shell: FixShell;
  readonly applicability: Applicability;
  /** What will happen when it is applied, outage and recycle included; one or two sentences. */
  readonly effect: string;
  readonly apply: string;
  /** Says whether the fix holds; absent only for `config` fragments. */
  readonly verify?: string;
  /** Restores exactly what was there; absent where nothing can be restored. */
  readonly rollback?: string;
}

/** File extension of a shell's scripts, without the dot. */
export const fixExtension: Readonly<Record<FixShell, string>> = {
  bash: 'sh',
  powershell: 'ps1',
  sql: 'sql',
  config: 'txt',
};
