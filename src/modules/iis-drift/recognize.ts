import { explainsErrors } from '../../core/manual-page.ts';
import type { Recognition } from '../../core/module.ts';
import { isStatement, rowSaying } from './events/kinds.ts';

/** What only this module reads, in any of the export formats, the surest first. */
const signs: readonly { readonly score: number; readonly because: string; readonly words: RegExp }[] = [
  {
    score: 0.98,
    because: 'WAS recycle events',
    words:
      /Windows-WAS|reached its allowed processing time limit|serving application pool|^Application pool '[^']{1,200}' is being automatically disabled/m,
  },
  { score: 0.97, because: 'ASP.NET Core Module events', words: /IIS AspNetCore Module|MACHINE\/WEBROOT\/APPHOST/i },
  {
    score: 0.97,
    because: 'an IIS configuration',
    words: /<system\.applicationHost>|<applicationPools>|<periodicRestart\b/,
  },
  { score: 0.95, because: 'worker processes of IIS', words: /w3wp\.exe\s+-ap\s/i },
  {
    score: 0.97,
    because: 'pools as appcmd lists them',
    words: /^\s{0,8}(?:APPPOOL\.NAME:"|APPPOOL "[^"]{1,300}" \(Mgd)/m,
  },
  {
    score: 0.95,
    because: 'a service of IIS that was started by hand',
    words:
      /^.{0,200}>\s{0,3}(?:iisreset\b|net(?:\.exe)? {1,3}start {1,3}(?:w3svc|was)\b)|^SERVICE_NAME: (?:w3svc|was)\s*$|^(?:Attempting (?:stop|start)\.\.\.|Internet services successfully (?:stopped|restarted))\s*$/im,
  },
  {
    score: 0.95,
    because: 'a schedule that refused a time',
    words: /duplicate collection entry of type 'add' with unique key attribute 'value' set to '\d{1,2}:\d{2}/,
  },
  {
    score: 0.97,
    because: 'a crash of a worker process of IIS',
    words:
      /^[>\s*•-]{0,8}(?:Application: w3wp\.exe\s*$|[^\n:：]{3,70}[:：]\s{0,3}w3wp\.exe\s?[,，、]|(?:Message {1,15}: ?)?Faulting application (?:name: )?w3wp\.exe|P1: w3wp\.exe|Sig\[0\]\.Value=w3wp\.exe)/im,
  },
  {
    score: 0.96,
    because: 'an event of ASP.NET',
    words: /^[>\s*•-]{0,8}Event code: ?30\d\d\s*$|Provider Name=["']ASP\.NET \d/im,
  },
  {
    score: 0.96,
    because: 'an error page of IIS',
    words: /^[^\S\n]*M[oó]dul[eo]?\s{1,20}IIS Web Core\b[\s\S]{0,400}?\b0x8007[0-9a-f]{4}\b/im,
  },
  {
    score: 0.96,
    because: 'an error page of ASP.NET',
    words:
      /^[^\S\n]*(?:Server Error in|Serverfehler in der Anwendung|Erreur du serveur dans|Error de servidor en) [\s\S]{0,800}?(?:Parser|Compiler|erreur d|error del) ?[\w ’']{0,22}: /im,
  },
  { score: 0.97, because: 'the error log of HTTP.sys', words: /^#Software: Microsoft HTTP API/m },
  {
    score: 0.95,
    because: 'events of IIS',
    words:
      /^[>\s*•-]{0,8}(?:Event )?Source: {1,15}(?:W3SVC|WAS|IIS-\S{3,20})\s*$|Provider Name=["'](?:Microsoft-Windows-IIS-|W3SVC|WAS)/im,
  },
  {
    score: 0.9,
    because: 'application shutdowns and starts',
    words: /^[ \t]*\[?\d{1,2}:\d{2}:\d{2}\]? .{1,80} (?:shutdown|started)[ \t\r]*$/m,
  },
  { score: 0.7, because: 'an EVTX file', words: /^ElfFile/ },
  {
    score: 0.6,
    because: 'Windows events',
    words:
      /schemas\.microsoft\.com\/win\/2004\/08\/events|^Level,Date and Time,Source|^Log Name:|"?ProviderName"?\s*[,:]/m,
  },
];

/** How well a text fits; NULs of UTF-16 aside. */
export function recognize(head: string): Recognition {
  const text = head.replaceAll('\0', '');
  const sign = signs.find(({ words }) => words.test(text));
  if (sign !== undefined && sign.score > said.score) return { score: sign.score, because: sign.because };
  const lines = text.split('\n', linesAsked);
  if (explainsErrors(lines)) return { score: 0, because: 'a page about errors' };
  // A name or an error text may be wrapped within the sentence.
  if (lines.some((line, i) => saysIis(line) || saysIis(`${line.trim()} ${lines[i + 1]?.trim() ?? ''}`))) return said;
  const runs = lines.some((line) => ofIis.test(rowSaying(line.replace(/^[>\s*•-]{1,8}/, ''))?.kind ?? ''));
  return { score: sign?.score ?? 0, because: sign?.because ?? '', ...(runs ? { readsWell: true as const } : {}) };
}

/** Sentences of IIS's own without any header, as people quote them: asked of the first lines only. */
const said: Recognition = { score: 0.96, because: 'messages of IIS' };
const linesAsked = 200;
/** Kinds that any Windows host logs, and what runs. */
const anyHost = /^(?:harmless|service-up|pool-started|site-started|system-|shutdown-|clock|log-cleared|fault)/;

/** What runs of IIS. */
const ofIis = /^(?:service-up|pool-started|site-started)$/;

function saysIis(line: string): boolean {
  const row = rowSaying(line.replace(/^[>\s*•-]{1,8}/, ''));
  return row !== undefined && !isStatement(line) && !anyHost.test(row.kind);
}
