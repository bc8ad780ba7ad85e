import { parsePowerShell } from './powershell.ts';

/**
 * What PowerShell 7 takes and Windows PowerShell 5.1 does not, beyond what the grammar refuses (`? :`, `??`, `?.`, `clean`);
 * or does otherwise. From learn.microsoft.com/powershell/scripting/whats-new/differences-from-windows-powershell and the
 * cmdlets' own pages. `page` is the row of docs/powershell.md that says what the scripts do instead.
 */
const rows: readonly {
  readonly page: string;
  readonly matches: RegExp;
  readonly samples: readonly string[];
  readonly not: readonly string[];
}[] = [
  {
    page: 'Encoding of files',
    matches: /-Encoding\s+(?!UTF8\b|Unicode\b|Byte\b|ASCII\b|Default\b)\S+|-AsByteStream\b/i,
    samples: ['Get-Content a -Encoding utf8NoBOM', 'Get-Content a -AsByteStream', 'Set-Content a -Encoding ansi'],
    not: ['Get-Content a -Raw -Encoding UTF8', '$encoding = 1'],
  },
  {
    page: 'Encoding of files',
    matches: /(?:Get|Set|Add)-Content(?![^\n|]*-Encoding\b)/i,
    samples: ['Get-Content -LiteralPath $f', '$x | Set-Content $f'],
    not: ['$text | Set-Content -LiteralPath $f -Encoding UTF8'],
  },
  {
    page: 'JSON',
    matches: /ConvertTo-Json(?![^\n|]*-Depth\b)|ConvertTo-Json[^\n|]*-(?:AsArray|EscapeHandling|EnumsAsStrings)\b/i,
    samples: ['ConvertTo-Json $x', '$x | ConvertTo-Json -AsArray -Depth 5'],
    not: ['ConvertTo-Json -InputObject $x -Depth 5'],
  },
  {
    page: 'JSON',
    matches: /ConvertFrom-Json[^\n|]*-(?:AsHashtable|Depth|NoEnumerate|DateKind)\b|\bTest-Json\b/i,
    samples: ['$x | ConvertFrom-Json -AsHashtable', 'Test-Json $x'],
    not: ['$x | ConvertFrom-Json'],
  },
  {
    page: 'Time spans',
    matches: /\[TimeSpan\]\s*['"(]|\[TimeSpan\]::Parse\(/i,
    samples: ["[TimeSpan]'29:00:00'", "[TimeSpan]::Parse('29:00:00')"],
    not: [
      "[TimeSpan]::ParseExact($t, 'c', $culture)",
      '[TimeSpan]::FromMinutes(3)',
      "$a = 1 # [TimeSpan]'29:00:00' would be 29 days.",
    ],
  },
  {
    page: 'Operators',
    matches: /\s(?:&&|\|\|)\s|\s&\s*$/m,
    samples: ['a && b', 'a || b', 'Start-It &\n'],
    not: ['$a -and $b', "'a & b'"],
  },
  {
    page: 'Cmdlets and parameters',
    matches:
      /-Parallel\b|\bJoin-String\b|\bGet-Error\b|\bRemove-Alias\b|\bGet-Uptime\b|Split-Path[^\n|]*-(?:LeafBase|Extension)\b|Sort-Object[^\n|]*-(?:Top|Bottom|Stable)\b|-SkipCertificateCheck\b|-CaseInsensitive\b|-AdditionalChildPath\b|\$Is(?:Windows|Linux|MacOS|CoreCLR)\b/i,
    samples: ['1..3 | ForEach-Object -Parallel { $_ }', 'if ($IsWindows) { }', 'Split-Path -LeafBase $f'],
    not: ['Split-Path -Leaf $f', 'Sort-Object Count -Descending'],
  },
  {
    page: '.NET methods',
    matches:
      /\.Split\(\s*(?:"[^"]{2,}"(?<!"`.")|'[^']{2,}')|\[(?:System\.)?StringComparison\]|\[Math\]::Clamp|::ToHexString|::GetRelativePath|\[Random\]::Shared|\.Contains\([^()]*,/i,
    samples: ["$x.Split(', ')", '$x.Contains($y, [StringComparison]::Ordinal)', '[Convert]::ToHexString($b)'],
    not: ['$x.Split("`n")', "$x.Split('.')"],
  },
];

export const rowsOf51 = rows;

/** Complaints about a script: of the grammar, `line:column text`, and of the rows. Comments are left out. */
export async function problemsIn51(script: string): Promise<string[]> {
  const { errors } = await parsePowerShell(script);
  const code = script.replace(/\r\n/g, '\n').replace(/(^|\s)#(?!Requires)[^\n]*/g, '$1');
  const found = rows.flatMap(({ page, matches }) => {
    const match = matches.exec(code);
    return match === null ? [] : [`${page}: ${match[0].trim()}`];
  });
  return [...errors, ...found];
}
