/** A statement of a program, alone on its line or opening a block of them: names, brackets and how the line ends show it. */
const statements: readonly RegExp[] = [
  /^\s*(?:async )?(?:def|class|function|func|fn|sub|interface|module) ?[\w$.<>]{0,80} ?[({:].{0,200}[{:;]\s*$/,
  /^\s*(?:const|let|var|import|export|return|public|private|protected|static|if|elif|for|foreach|while|switch|with|using|await|throw|raise|echo|printf?)\b[^=({$'"]{0,200}[=({$'"].{0,400}[;{}(:,]\s*$/,
  /^\s*(?:try|do|else|begin|finally) ?[{:]\s*$|^\s*(?:\} ?)?(?:catch|except|rescue)\b.{0,200}[{:]\s*$/,
  /^\s*[\w$.:>()-]{1,80}(?:\.|::|->)[a-z_$][\w$]{0,60}\([^()]{0,200}(?:\([^()]{0,200}\)[^()]{0,200}){0,4}\)[;,]?\s*$/,
  /^\s*(?:return|raise|throw|panic|yield)\b[^("'`]{0,120}\w\(["'`].{0,400}\)\s*$/,
  /^\s*[\w$.]{1,80}(?:, ?[\w$.]{1,40}){0,3} :?= [\w$.]{1,120}[({[]\s*$/,
  /^\s*[A-Z][A-Z\d]{1,40}_[A-Z\d_]{1,60} = [[/({'"%:]/,
  /\bnew \w{0,60}(?:Error|Exception)\(["'`].{0,400}\).{0,200}[;,)]\s*$|\b(?:mockRejectedValue|mockResolvedValue|toThrow)\w{0,20}\(/,
  /=> ?(?:\{\s*$|(?:\{|[\w$.]{1,80}\().{0,400}[{;,)]\s*$)/,
  /^\s*(?:SELECT|INSERT INTO|UPDATE|DELETE FROM|CREATE|ALTER|DROP|MERGE|EXEC|DECLARE)\b.{0,2000};\s*$/s,
];

/** A frame of a stack, the mark under an expression, an exception: the source stands in a trace of what happened. */
const trace = /^[ \t]*(?:File "|at \S|#\d{1,3} |\^)|^[\w.$\\]{2,120}(?:Error|Exception)(?:\(|:| \()/m;

/** An item of release notes: `- Fixed: …`, `* Added …`, `fix(mail): …`, `Handle 421 … (#1234)`. */
const change =
  /^\s{0,8}(?:[-*•+] )?(?:\*\*|\[)?(?:Fix(?:e[sd])?|Add(?:s|ed)?|Chang(?:es?|ed)|Improv(?:es?|ed)|Remov(?:es?|ed)|Updat(?:es?|ed)|Support(?:s|ed)? for|Deprecat(?:es?|ed)|Handl(?:es?|ed)|Allow(?:s|ed)?|Enhance(?:s|d|ments?)?|Bug ?fix(?:es)?|(?:feat|fix|chore|refactor|perf|docs|build|ci|test)(?:\([\w./-]{1,40}\))?!?:)(?:\*\*|\])?(?=[\s:,])/i;

/** A heading of Markdown, or of a part of a difference. */
const headline = /^#{2,6} \S.{0,120}$|^@@ -\d{1,7}(?:,\d{1,7})? \+\d{1,7}(?:,\d{1,7})? @@/;

/** The same in the words of what the program does: `- Treat 550 5.1.1 as permanent`. */
const behavior =
  /^\s{0,8}[-*•+] (?:Treat|Retry|Report|Log|Skip|Ignore|Return|Respond|Reject|Avoid|Prevent|Detect|Map|Recogni[sz]e|Classify|Document|Make|Use|Do not|Don't|Stop|Correct|Implement|Introduce|Rename|Drop|Ensure)s? /;

/** What a test wanted and what it got, as a difference or in words (node:assert, Mocha, Chai, Jest, pytest, JUnit). */
const assertion =
  /\bAssertion(?:Failed)?Error\b|\bERR_ASSERTION\b|^\s*[+-] ?(["'`]).{0,400}\1,?\s*$|^\s*(?:Expected|Received|Actual)\b.{0,30}: ["'\d]|\bexpected (["'`]).{0,300}\2 to (?:\w+ ){0,3}(?:equal|be|match|include|contain)\b|^E {3,}/;

/** Whether a text without a time is source code or an item of release notes: it tells of what might be said, not of what was. */
export const isSource = (text: string): boolean => {
  // A difference of two versions has a sign in front.
  const first = (text.split('\n', 1)[0] ?? '').replace(/^[-+](?=\s{1,40}\S)/, '');
  if (assertion.test(text.split('\n', 1)[0] ?? '')) return true;
  if (change.test(first) || behavior.test(first) || headline.test(first)) return true;
  return statements.some((statement) => statement.test(first.slice(0, 1000))) && !trace.test(text);
};
