import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A terminal with a program in it. */
export interface Terminal {
  /** Its home and current directory, empty at first. */
  readonly folder: string;
  /** The process id of the program; that of the shell where the program was `exec`ed. */
  program(): number;
  /** What the program left switched on: the cursor shows, a paste comes in brackets. Only after its end. */
  modes(): Promise<{ cursor: boolean; bracketedPaste: boolean }>;
  /** What stands on the screen, without trailing blank lines. */
  screen(): string;
  /** Waits until the screen shows it; fails with the screen after 50 seconds. */
  shows(text: Pick<RegExp, 'test'>): Promise<string>;
  /** Key names of tmux: `Enter`, `C-c`, `Escape`, `Down`; anything else is typed. */
  press(...keys: readonly string[]): void;
  /** Pastes as a terminal does: in brackets where the program asked for them, or raw. */
  paste(text: string, how: 'bracketed' | 'raw'): void;
  /** Closes the terminal under the program. */
  hangUp(): void;
  resize(columns: number, rows: number): void;
  close(): void;
}

const patienceMs = 50_000;

/** Starts a shell line in a terminal of its own. When it ends, the screen shows `exit N`. */
export function openTerminal(line: string, size: { columns?: number; rows?: number } = {}): Terminal {
  const folder = mkdtempSync(join(tmpdir(), 'diag-tmux-'));
  const socket = join(folder, 'socket');
  const home = join(folder, 'home');
  mkdirSync(home);
  const tmux = (...words: string[]): string => execFileSync('tmux', ['-S', socket, ...words], { encoding: 'utf8' });
  const { columns = 80, rows = 24 } = size;
  const script = join(folder, 'run.sh');
  // stty shows whether the terminal was left sane.
  writeFileSync(
    script,
    `set -o pipefail\ncd ${home}\n${line}\necho "exit $?, $(stty -a | grep -o -- '-\\?icanon')"\nexec sleep 600\n`,
  );
  const environment = ['-e', 'LANG=C.UTF-8', '-e', `HOME=${home}`];
  tmux(
    '-f',
    '/dev/null',
    'new-session',
    '-d',
    '-s',
    't',
    '-x',
    String(columns),
    '-y',
    String(rows),
    ...environment,
    `bash ${script}`,
  );
  const screen = () => tmux('capture-pane', '-p', '-t', 't').trimEnd();
  const shows: Terminal['shows'] = async (text) => {
    for (const end = Date.now() + patienceMs; Date.now() < end; ) {
      const now = screen();
      if (text.test(now)) return now;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    throw new Error(`the screen never showed ${text}:\n${screen()}`);
  };
  const paste: Terminal['paste'] = (text, how) => {
    const file = join(folder, 'paste.txt');
    writeFileSync(file, text);
    tmux('load-buffer', file);
    tmux('paste-buffer', ...(how === 'bracketed' ? ['-p'] : []), '-t', 't');
  };
  return {
    folder: home,
    program() {
      // Between the pane and the program are one shell or two, as the user's shell hands over or not.
      let last = tmux('display-message', '-p', '-t', 't', '#{pane_pid}').trim();
      for (let child = last; child !== ''; ) {
        last = child;
        child = readFileSync(`/proc/${last}/task/${last}/children`, 'utf8').trim().split(' ')[0] ?? '';
      }
      return Number(last);
    },
    async modes() {
      const cursor = tmux('display-message', '-p', '-t', 't', '#{cursor_flag}').trim() === '1';
      paste('probe', 'bracketed');
      // The line editor of the system echoes it, brackets and all.
      const shown = await shows(/probe/);
      return { cursor, bracketedPaste: shown.includes('200~') };
    },
    screen,
    shows,
    press: (...keys) => void tmux('send-keys', '-t', 't', ...keys),
    paste,
    hangUp: () => void tmux('kill-session', '-t', 't'),
    resize: (width, height) => void tmux('resize-window', '-t', 't', '-x', String(width), '-y', String(height)),
    close() {
      spawnSync('tmux', ['-S', socket, 'kill-server']);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
