#Requires -Version 5.1
# Prints the end of log files for `diag smtp-throttle -`, without passwords and tokens. Reads only.
#   powershell -NoProfile -ExecutionPolicy Bypass -File collect.ps1 -Path C:\logs\app.log > mails.txt
[CmdletBinding()]
param([Parameter(Mandatory = $true)][string[]]$Path, [int]$Lines = 100000)
Set-StrictMode -Version 3.0
$ErrorActionPreference = 'Stop'
try { [Console]::OutputEncoding = New-Object System.Text.UTF8Encoding $false } catch { Write-Verbose 'no console' }

'=== diag parts 1'
foreach ($file in Get-Item -Path $Path) {
    "=== part $($file.Name)"
    foreach ($line in Get-Content -LiteralPath $file.FullName -Tail $Lines) {
        $clean = [regex]::Replace($line, '(?i)\b(AUTH (?:PLAIN|LOGIN|XOAUTH2) |Bearer |Basic )\S+', '$1[removed]')
        $clean = [regex]::Replace($clean, '(?i)((?:password|passwd|pwd|secret|token|api[_-]?key)["'']?\s*[:=]\s*["'']?)[^\s"'';,&]+', '$1[removed]')
        if ($clean.StartsWith('=== ')) { " $clean" } else { $clean }
    }
}
