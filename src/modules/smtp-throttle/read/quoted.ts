/** `> 421 4.7.0 Try again later`: a line that someone quotes; `>>> ` and `>>>` of transcripts are none. */
const quotation = /^(?!>>>)(?:[>»] {0,2}){1,6}(?=\S)/;
/** What is put around a paste: a fence of Markdown, a rule. */
const markup = /^\s*(?:`{3,}[\w-]{0,20}|~{3,}|-{3,}|={3,}|\*{3,}|<\/?(?:pre|code|details|summary|blockquote)>)\s*$/;

/** A line without its marks of quotation. */
export const unquoted = (line: string): string =>
  line.charCodeAt(0) === 62 || line.charCodeAt(0) === 187 ? line.replace(quotation, '') : line;

/** Whether a line says nothing: it is empty, or a fence around others. */
export const saysNothing = (line: string): boolean => line.length < 40 && (line.trim() === '' || markup.test(line));
