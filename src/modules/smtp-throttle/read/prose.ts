/** Sentences that a person wrote: words alone, with an end. */
const sentence =
  /^[\s>*•-]{0,6}["'(]?\p{Lu}[\p{L}'’-]{0,20}(?:[,;:.]? [("'“]?[\p{L}\d'’/-]{1,30}[)"'”]?){7,}.{0,600}[.:!?]["')]?$/u;
/** What no sentence has: a time, a frame of a stack, an assignment, a path of code. */
const ofLog = /\d\d:\d\d:\d\d|\bat \S+\(|\w=\S|::|\w\.\w+\.\w+\(|^\s*[{}[\]<]/;
const fewest = 2;
const share = 0.3;

/** Whether a text is mostly prose: a page of a manual, a question. A few words of failure in it may be told of, not happened. */
export function isProse(lines: readonly string[]): boolean {
  const said = lines.filter((line) => line.trim() !== '');
  const sentences = said.filter((line) => line.length < 2_000 && sentence.test(line.trim()) && !ofLog.test(line));
  return sentences.length >= fewest && sentences.length >= said.length * share;
}
