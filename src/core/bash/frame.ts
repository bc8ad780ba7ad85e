import type { Options, Part } from './script.ts';

/** Options of a script that changes files: the root it works on. */
export const rootOptions = (part: Part): Options => ({
  usage: '[--root DIR]',
  arms: `--root) [ -d "\${1-}" ] || usage; ROOT=$(cd -- "$1" && pwd -P); shift ;;`,
  unset: `MODE=${part === 'verify' ? 'check' : 'plan'} ROOT='' WORK='' PRIVATE='' TEMP='' ASIDE='' BACK_TO=''`,
});
