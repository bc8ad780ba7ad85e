import { bashLiteral } from '../../core/quote.ts';
import type { Message, Met } from './message.ts';
import { wordFor } from './setting.ts';

const safe = /^[\w./:@%+=,-]{1,300}$/;

/** What a row says of a line that it fits, and what to do. */
export function worded({ says, next = [] }: Message, met: Met): { says: string; next: readonly string[] } {
  const advice = typeof next === 'function' ? next(met) : next;
  return {
    says: filled(typeof says === 'function' ? says(met) : says, met),
    next: advice.flatMap((one) => advised(one, met) ?? []),
  };
}

/** A text of a message with its groups and the words of the distribution. */
export function filled(text: string, met: Met): string {
  return withWords(text, met)
    .replace(/ ?((?:\$\d)+)/g, (all, slots: string) => {
      const told = slots.replace(/\$(\d)/g, (_, n: string) => met.groups[Number(n)] ?? '');
      // A word that is not told takes its space along.
      return told === '' ? '' : all.startsWith(' ') ? ` ${told}` : told;
    })
    .replace(/ ?\(\)| \(it says \)/g, '')
    .replace(/[\s:]+([.,]|$)/g, '$1');
}

/** A piece of advice; undefined where a group it needs is empty. Within backquotes groups are shell words. */
export function advised(text: string, met: Met): string | undefined {
  let whole = true;
  const pieces = withWords(text, met).split('`');
  const told = pieces.map((piece, i) =>
    piece.replace(/\$(\d)/g, (_, n: string) => {
      const group = met.groups[Number(n)] ?? '';
      if (group === '') whole = false;
      return i % 2 === 0 || safe.test(group) ? group : bashLiteral(printable(group));
    }),
  );
  return whole ? told.join('`') : undefined;
}

const withWords = (text: string, { setting }: Met): string =>
  text.replace(/\{([a-z]{2,12}-[a-z]{2,12})\}/g, (all, word: string) => wordFor(setting, word) ?? all);

/** Quotes and control characters would end a word or a line early. */
const printable = (text: string): string => text.replace(/[\u0000-\u001f\u007f\u0085\u2028\u2029`]/g, '');
