import { powershellLiteral } from '../../core/quote.ts';
import { choicesOf, type Vocabulary } from './vocabulary.ts';

/** For Windows PowerShell 5.1 and PowerShell 7; `diag completion powershell | Out-String | Invoke-Expression`. */
export function powershell(words: Vocabulary): string {
  const { global, commands, values } = words;
  const list = (items: readonly string[]) => `@(${items.map(powershellLiteral).join(', ')})`;
  const flags = (options: typeof global) => list(options.map(({ flag }) => flag));
  const table = (rows: readonly string[]) => rows.map((row) => `        ${row}`).join('\n');
  return `# diag completion for PowerShell: diag completion powershell | Out-String | Invoke-Expression
Register-ArgumentCompleter -Native -CommandName diag -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)
    $commands = @{
${table(commands.map(({ name, options }) => `${powershellLiteral(name)} = ${flags(options)}`))}
    }
    $values = @{
${table(Object.entries(values).map(([name, items]) => `${powershellLiteral(name)} = ${list(items)}`))}
    }
    $choices = @{
${table(choicesOf(words).map(({ flag, choices }) => `${powershellLiteral(flag)} = ${list(choices)}`))}
    }
    $given = @($commandAst.CommandElements | Select-Object -Skip 1 | ForEach-Object { $_.ToString() })
    if ($wordToComplete -ne '' -and $given.Count -gt 0) { $given = @($given | Select-Object -SkipLast 1) }
    $command = $given | Where-Object { $commands.ContainsKey($_) } | Select-Object -First 1
    $previous = $given | Select-Object -Last 1
    if ($previous -and $choices.ContainsKey($previous)) { $words = $choices[$previous] }
    elseif ($wordToComplete.StartsWith('-')) {
        $words = ${flags(global)}
        if ($command) { $words += $commands[$command] }
    }
    elseif (-not $command) { $words = $commands.Keys | Sort-Object }
    else { $words = $values[$command] }
    $words | Where-Object { $_ -and $_.StartsWith($wordToComplete) } | ForEach-Object {
        [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_)
    }
}
`;
}
