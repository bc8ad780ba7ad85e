import type { Word } from '../../../../core/patterns/places.ts';
import { setOf } from './word-scan.ts';

/** Four bytes of a word: where in it they are. */
export interface Gram {
  readonly word: number;
  readonly offset: number;
}

/** More ways to write four bytes than this are none to look for. */
const maxWays = 8_000;
/** Letters from frequent to rare, about as often as in logs; digits and blanks are as frequent as the first. */
const letters = 'etaoinsrhldcumfpgwybvkxjqz';

/** What logs are full of: four bytes of these words are everywhere. */
const everyday = ` 0 ms 1 ms 2 ms 3 ms 4 ms 5 ms 6 ms 7 ms 8 ms 9 ms http get post request response responded command
 select from where order update insert values info debug trace warning time timestamp message hostname session
 customer user service server host process worker thread handler controller connection client event status started
 finished completed executed action method content application java system windows version module move next
 parameters removed default for key agent/ mozilla/5.0 .session "session mailbox key of in to the with transaction context component customers comment common`.replace(
  /\s+/g,
  ' ',
);

/** Bit 5 tells upper from lower case, and is set in all that is compared. */
export const folded = (bytes: number): number => bytes | 0x20202020 | 0;

/** About how often a byte stands somewhere. */
function shareOf(byte: number): number {
  const rank = letters.indexOf(String.fromCharCode(byte | 32));
  return rank === -1 ? (byte === 32 ? 0.1 : byte >= 48 && byte <= 57 ? 0.04 : 0.01) : 0.06 / (1 + rank / 4);
}

/** Bytes of a set, folded, and about how often one of them stands somewhere. */
interface Place {
  readonly bytes: readonly number[];
  readonly share: number;
}

function placeOf(set: Uint8Array): Place {
  const bytes = Array.from(set.keys()).filter((byte) => set[byte] === 1);
  const share = bytes.reduce((sum, byte) => sum + shareOf(byte), 0);
  return { bytes: [...new Set(bytes.map((byte) => byte | 32))], share: Math.min(1, share) };
}

const everydayGrams = new Set(
  Array.from({ length: everyday.length - 3 }, (_, i) => folded(Buffer.from(everyday).readInt32LE(i))),
);

/** About how often one of these places stands somewhere. */
function shareOfPlaces(places: readonly Place[]): number {
  const ways = places.reduce((product, { bytes }) => product * bytes.length, 1);
  if (ways > maxWays) return Number.POSITIVE_INFINITY;
  const common = ways > 16 ? 0 : combinations(places).filter((bytes) => everydayGrams.has(bytes)).length;
  return places.reduce((product, { share }) => product * share, 1) + ways / 1e7 + common / 1e3;
}

const anything = placeOf(new Uint8Array(256).fill(1));

/** The rarest four bytes of a word that begin at an even place, or at an odd one; in front of it and behind it stands anything. */
function rarest(word: readonly Place[], first: 0 | -1): { offset: number; places: readonly Place[] } {
  let best: { offset: number; places: readonly Place[]; share: number } | undefined;
  for (let offset: number = first; offset < word.length; offset += 2) {
    const places = [0, 1, 2, 3].map((i) => word[offset + i] ?? anything);
    const share = shareOfPlaces(places);
    if (share < (best?.share ?? Number.POSITIVE_INFINITY)) best = { offset, places, share };
  }
  if (best === undefined) throw new Error('a word without four bytes to look for');
  return best;
}

/** Four bytes, folded, by which words are found when a text is looked at in every second place only. */
export function gramsOf(words: readonly Word[]): ReadonlyMap<number, readonly Gram[]> {
  const grams = new Map<number, Gram[]>();
  const known = new Map<string, Place>();
  const placeAt = (name: string): Place => {
    const place = known.get(name) ?? placeOf(setOf(name));
    known.set(name, place);
    return place;
  };
  for (const [index, word] of words.entries()) {
    const all = word.map(placeAt);
    for (const first of [0, -1] as const) {
      const { offset, places } = rarest(all, first);
      for (const bytes of combinations(places)) {
        const found = grams.get(bytes);
        if (found === undefined) grams.set(bytes, [{ word: index, offset }]);
        else found.push({ word: index, offset });
      }
    }
  }
  return grams;
}

/** Little-endian numbers of one byte of each place. */
const combinations = (places: readonly Place[]): readonly number[] =>
  places.reduce<readonly number[]>(
    (numbers, { bytes }, i) => numbers.flatMap((number) => bytes.map((byte) => number | (byte << (8 * i)))),
    [0],
  );
