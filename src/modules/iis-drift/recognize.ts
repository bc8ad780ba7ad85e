import type { Recognition } from '../../core/module.ts';

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
    score: 0.95,
    because: 'a schedule that refused a time',
    words: /duplicate collection entry of type 'add' with unique key attribute 'value' set to '\d{1,2}:\d{2}/,
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
  return sign === undefined ? { score: 0, because: '' } : { score: sign.score, because: sign.because };
}
