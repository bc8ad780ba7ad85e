/** A statement of a program, alone on its line or opening a block of them: names, brackets and how the line ends show it. */
const statements: readonly RegExp[] = [
  /^\s*(?:async )?(?:def|class|function|func|fn|sub|interface|module) ?[\w$.<>]{0,80} ?[({:].{0,200}[{:;]\s*$/,
  /^\s*(?:const|let|var|import|export|return|public|private|protected|static|if|elif|for|foreach|while|switch|with|using|await|throw|raise|echo|printf?)\b[^=({$'"]{0,200}[=({$'"].{0,400}[;{}(:,]\s*$/,
  /^\s*(?:try|do|else|begin|finally) ?[{:]\s*$|^\s*(?:\} ?)?(?:catch|except|rescue)\b.{0,200}[{:]\s*$/,
  /^\s*[\w$.:>()-]{1,80}(?:\.|::|->)[a-z_$][\w$]{0,60}\([^()]{0,200}(?:\([^()]{0,200}\)[^()]{0,200}){0,4}\)[;,]?\s*$/,
  /=> ?(?:\{|[\w$.]{1,80}\().{0,400}[{;,)]\s*$/,
  /^\s*(?:SELECT|INSERT INTO|UPDATE|DELETE FROM|CREATE|ALTER|DROP|MERGE|EXEC|DECLARE)\b.{0,2000};\s*$/s,
];

/** A frame of a stack, the mark under an expression, an exception: the source stands in a trace of what happened. */
const trace = /^[ \t]*(?:File "|at \S|#\d{1,3} |\^)|^[\w.$\\]{2,120}(?:Error|Exception)(?:\(|:| \()/m;

/** Whether a text without a time is source code: it tells of what might be said, not of what was. */
export const isSource = (text: string): boolean => {
  const [first = ''] = text.split('\n', 1);
  return statements.some((statement) => statement.test(first.slice(0, 1000))) && !trace.test(text);
};
