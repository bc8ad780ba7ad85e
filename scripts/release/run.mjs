import { execFileSync } from 'node:child_process';

/** Runs a program to its end and returns what it printed; throws with what it said where it ends in another way than `exits`. */
export function run(program, words, { env, exits = [0], ...settings } = {}) {
  try {
    return execFileSync(program, words, {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
      maxBuffer: 1 << 28,
      env: { ...process.env, LC_ALL: 'C.UTF-8', TZ: 'UTC', ...env },
      ...settings,
    });
  } catch (error) {
    if (exits.includes(error.status)) return error.stdout;
    throw new Error(`${program} ${words.join(' ')}: ${error.stderr || error.message}`);
  }
}
