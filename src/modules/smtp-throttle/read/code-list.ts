import { isManual } from '../../../core/manual-page.ts';
import { tellsMeaning } from './prose.ts';

/** What stands before a code in a list: marks of Markdown, HTML, YAML, tables. */
const entry =
  /^[\s|>*#"'`•·–-]{0,12}(?:<\w{2}[^<>]{0,60}>\s{0,4}){0,2}(?:\*\*|`|(?:SMTP|Error|Code|Status|Reply) (?:code )?|Reason: ){0,2}(?:([2-5]\d\d)(?:[ -]#?([245]\.\d{1,3}\.\d{1,3}))?|([245]\.\d{1,3}\.\d{1,3}))(?:-\d{1,3})?(?:(?:[\s*`"')\]|:=,–—-]|<\/)\s{0,8}\S|\s*$)/i;
/** What only a record of a mail has: an address, a host by its number, a time, a reply that was heard. */
const ofMail =
  /[^\s<]@[\w-]|(?<![\d.])\d{1,3}(?:\.\d{1,3}){3}(?![\d.])|\b\d\d:\d\d:\d\d\b|\b(?:said|replied|responded)\b/;
/** A code with what it says behind it. */
const receivedCode = /\b[45]\d\d[ -](?:#?[45]\.\d{1,3}\.\d{1,3}\b|[A-Za-z])|\b[45]\.\d{1,3}\.\d{1,3}\b/;
/** A command of the dialogue: then the codes are its replies. */
const command = /^\W{0,8}(?:C: )?(?:EHLO|HELO|MAIL FROM|RCPT TO|DATA|QUIT|STARTTLS|AUTH)\b/;

/** So many codes of failures, each with its meaning, make a list of codes; where the text announces one, fewer. */
const fewest = 4;
const fewestAnnounced = 2;
const mostlyAscending = 0.7;

/** A heading of a list: `SMTP reply codes:`, `Common SMTP errors`, a header of a table with code and meaning. */
const heading =
  /(?:Fehler(?:codes?|meldungen)|c[oó]dig?os? de error|codici di errore|codes? d['’]erreur|коды (?:ошибок|ответ)|(?:エラー|返信)コード|错误(?:代码|码)|退信(?:代码|原因))|\b(?:codes|(?:common|typical|possible|list of)\b.{0,60}\b(?:errors|bounces|replies|responses))\b/i;
const tableHead =
  /\b(?:codes?|c[oó]digos?|codici|status)\b.{0,80}[|\t].{0,80}\b(?:meaning|description|explanation|possible cause|solution|resolution|Bedeutung|Beschreibung|Ursache|signification|significado|descripci[oó]n|significato|causa)\b/i;
/** What somebody tells of his own mails, and columns that tables of mails have. */
const ofSomebody =
  /\b(?:I|we|my|ich|wir|meine?|bekommen?|erhalten?|get(?:s|ting)?|got|see(?:s|ing)?|saw|receiv(?:e|ed|es|ing)|recipient|address|sent|date|time|id)\b/i;
const announces = (text: string): boolean =>
  text.length < 200 &&
  (heading.test(text) || tableHead.test(text)) &&
  !ofSomebody.test(text) &&
  !/\b[45]\d\d\b/.test(text);

/** An entry of a program's own table: `"550": "No such user",`, `421 => 'Service not available',`. */
const mapped = /^\s*["']?([45]\d\d)["']? ?(?::|=>) ?["'].{0,300}["'],?\s*\}?,?\s*$/;

/** The heading of a release, `## 2.4.1`, `v3.1.0 (2026-03-02)`, `Changelog`, and the items below it. */
const release =
  /^\s*(?:#{1,4} ?\[?v?|\[?v)\d{1,4}\.\d{1,4}(?:\.\d{1,4}){0,2}\b|^\s*#{0,4} ?(?:Change ?log|Release notes|What's new|Unreleased)\b.{0,40}$/i;
const item = /^\s*(?:[-*•+] |#)|^\s*$|^\s{2,}\S/;

interface Entry {
  readonly line: number;
  readonly key: string;
  /** `550`; empty where a status stands alone. */
  readonly code: string;
  /** `5.7.1` as 5007001; 0 for none. */
  readonly status: number;
}

const rankOf = (status: string): number => status.split('.').reduce((sum, part) => sum * 1000 + Number(part), 0);

function entriesOf(lines: readonly string[]): Entry[] {
  return lines.flatMap((text, at) => {
    const [, code = '', status = '', alone = ''] = entry.exec(text.slice(0, 400)) ?? [];
    const key = `${code} ${status}${alone}`.trim();
    return key === '' || ofMail.test(text) ? [] : [{ line: at + 1, key, code, status: rankOf(status || alone || '0') }];
  });
}

/** Whether one does not come before the other, by what both have. */
const follows = (one: Entry, before: Entry): boolean =>
  one.status > 0 && before.status > 0 ? one.status >= before.status : one.code >= before.code;

/** Numbers of the lines, from 1, of items below the heading of a release. */
function releaseNotes(lines: readonly string[]): number[] {
  let below = false;
  return lines.flatMap((text, at) => {
    const heads = release.test(text);
    below = heads || (below && item.test(text));
    return below && !heads && text.trim() !== '' && !ofMail.test(text) ? [at + 1] : [];
  });
}

/** Numbers of the lines, from 1, of a program's table of codes. */
function mappedCodes(lines: readonly string[]): number[] {
  const found = lines.flatMap((text, at) => {
    const code = mapped.exec(text)?.[1];
    return code === undefined || ofMail.test(text) ? [] : [{ line: at + 1, code }];
  });
  return new Set(found.map(({ code }) => code)).size >= fewestAnnounced ? found.map(({ line }) => line) : [];
}

/** `POSTFIX_RELAY=`, `smtp_host = "…"`: settings of a program, and the remarks between them. */
const assigned = /^\s*[A-Za-z][\w.-]{2,60} ?[=:] ?[^=]{0,200}$/;
const comment = /^\s*(?:#(?!\d)|;|\/\/)/;

/** Numbers of the lines, from 1, of remarks in a file of settings. */
function settingsRemarks(lines: readonly string[]): number[] {
  const said = lines.filter((text) => text.trim() !== '');
  const ofFile = said.filter((text) => assigned.test(text) || comment.test(text)).length;
  const isFile = ofFile >= said.length * mostlyAscending && said.filter((text) => comment.test(text)).length >= fewest;
  return isFile ? lines.flatMap((text, at) => (comment.test(text) && !ofMail.test(text) ? [at + 1] : [])) : [];
}

/** `Common causes:`, `This can happen during:`, before items that a page lists. */
const possible =
  /^\W{0,6}(?:(?:(?:the )?(?:most )?(?:common|possible|typical|likely|usual) )(?:causes|reasons|errors?|problems|solutions)\b|(?:this|it|that|these errors?) (?:can|may|might|usually|often) (?:happen|occur)|causes|reasons)[^.]{0,60}:\W{0,4}$/i;

/** Numbers of the lines, from 1, of items below such a heading. */
function possibleCauses(lines: readonly string[]): number[] {
  let below = false;
  return lines.flatMap((text, at) => {
    const heads = possible.test(text);
    below = heads || (below && /^\s*(?:[-*•+] |\d{1,2}[.)] |$)/.test(text));
    return below && !heads && text.trim() !== '' && !ofMail.test(text) ? [at + 1] : [];
  });
}

/** `5.X.X`, `4xx`: codes of a kind, not the code of a mail. */
const placeholder = /\b[245]\.[xXnNyY]\.[xXnNyYzZ]\b|\b[45][xX]{2}\b/;

/** Numbers of the lines, from 1, of a text that tells of kinds of codes and of none that was received. */
function kindsOfCodes(lines: readonly string[]): number[] {
  if (lines.filter((text) => placeholder.test(text)).length < fewestAnnounced) return [];
  if (lines.some((text) => receivedCode.test(text))) return [];
  return lines.flatMap((text, at) => (text.trim() === '' || ofMail.test(text) ? [] : [at + 1]));
}

function isList(entries: readonly Entry[], announced: boolean): boolean {
  const failing = new Set(entries.filter(({ key }) => !/^[23]/.test(key)).map(({ key }) => key));
  const distinct = new Set(entries.map(({ key }) => key)).size;
  if (announced) return failing.size >= fewestAnnounced;
  const ascending = entries.slice(1).filter((one, at) => follows(one, entries[at] as Entry)).length;
  return (
    failing.size >= fewest &&
    distinct >= entries.length * mostlyAscending &&
    ascending >= (entries.length - 1) * mostlyAscending
  );
}

/** Where the paragraph ends that begins at a line, or behind blank ones. */
function paragraphEnd(lines: readonly string[], from: number): number {
  const begin = lines.findIndex((text, at) => at >= from && text.trim() !== '');
  const end = begin === -1 ? -1 : lines.findIndex((text, at) => at > begin && text.trim() === '');
  return end === -1 ? lines.length : end;
}

/** Numbers of the lines, from 1, from the first entry of a list to the last and what goes on behind it. */
function listed(lines: readonly string[]): number[] {
  const all = entriesOf(lines);
  const head = lines.findIndex(announces);
  const below = head === -1 ? [] : all.filter(({ line }) => line > head);
  const explained = all.filter(({ line }) => tellsMeaning(lines[line - 1] ?? '')).length >= fewestAnnounced;
  const announced = explained || isList(below, true);
  const entries = explained || !announced ? all : below;
  const [first, last] = [entries[0], entries.at(-1)];
  if (first === undefined || last === undefined || !(announced || isList(all, false))) return [];
  const begin = announced && !explained ? head + 2 : first.line;
  let end = last.line;
  // What a list says of its last code goes on behind it.
  while (/^\s+\S/.test(lines[end] ?? '')) end++;
  if (announced) end = paragraphEnd(lines, end);
  const isOf = (text: string, line: number) => line >= begin && text.trim() !== '' && !ofMail.test(text);
  return lines.slice(0, end).flatMap((text, at) => (isOf(text, at + 1) ? [at + 1] : []));
}

/**
 * Numbers of the lines of a text, from 1, that list reply codes and what they mean or causes of an error (a manual, a
 * table of a program, release notes): codes of several failures with words, of no mail, between no commands. No mail failed there.
 */
export function codeListLines(lines: readonly string[]): ReadonlySet<number> {
  if (isManual(lines)) return new Set(lines.flatMap((text, at) => (text.trim() === '' ? [] : [at + 1])));
  const codes = lines.some((text) => command.test(text))
    ? []
    : [...listed(lines), ...mappedCodes(lines), ...releaseNotes(lines)];
  return new Set([...codes, ...possibleCauses(lines), ...kindsOfCodes(lines), ...settingsRemarks(lines)]);
}
