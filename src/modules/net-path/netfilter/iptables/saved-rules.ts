import type { Answer } from '../../capture/capture.ts';
import type { Ruleset } from '../ruleset.ts';
import { readIptablesSave } from './save.ts';

const read = new WeakMap<Answer, Ruleset>();

/** The rules that `iptables-save` or one of its kin answered, read once; what backend they are of where its name tells, else their own header. */
export function savedRules(answer: Answer): Ruleset {
  const known = read.get(answer);
  if (known !== undefined) return known;
  const { text, command, line = 1 } = answer;
  const backend = /-(legacy|nft)-save\b/.exec(command)?.[1];
  const rules = readIptablesSave(text, {
    source: command,
    firstLine: line,
    family: /\bip6tables/.test(command) ? 6 : 4,
    ...(backend === undefined ? {} : { backend: backend === 'nft' ? 'iptables-nft' : 'iptables-legacy' }),
  });
  read.set(answer, rules);
  return rules;
}
