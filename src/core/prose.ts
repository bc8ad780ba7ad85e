/** Sentences that a person wrote: words alone, with an end. */
const sentence =
  /^[\s>*•-]{0,6}["'(]?\p{Lu}[\p{L}'’-]{0,20}(?:[,;:.]? [("'“]?[\p{L}\d'’./_-]{1,40}[)"'”]?){7,}.{0,600}[.:!?]["'”»)]?$/u;
/** What no sentence has: a time, a frame of a stack, an assignment, a path of code, a level, a code behind a colon. */
const ofLog =
  /^\W{0,8}(?:ERROR|WARN(?:ING)?|FATAL|CRITICAL|SEVERE|INFO|DEBUG)\b|: ["'(]?[45](?:\d\d[ -]|\.\d{1,3}\.\d{1,3} )|\d\d:\d\d:\d\d|\bat \S+\(|\w=\S|::|\w\.\w+\.\w+\(|^\s*[{}[\]<]/;
/** Whether a line is a sentence that a person wrote. */
export const isSentence = (line: string): boolean =>
  line.length < 2_000 && sentence.test(line.trim()) && !ofLog.test(line);
