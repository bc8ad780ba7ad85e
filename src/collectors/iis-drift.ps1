#Requires -Version 5.1
# Collects what `diag iis-drift -` reads: recycling events, the settings of the pools without passwords,
# the running worker processes. Reads only. Run it elevated:
#   powershell -NoProfile -ExecutionPolicy Bypass -File collect.ps1 > iis.txt
#   diag iis-drift iis.txt
[CmdletBinding()]
param([int]$Days = 30, [int]$MaxEvents = 20000)
Set-StrictMode -Version 3.0
$ErrorActionPreference = 'Stop'
try { [Console]::OutputEncoding = New-Object System.Text.UTF8Encoding $false } catch { Write-Verbose 'no console' }

# A line that looks like the head of a part gets a space in front.
function Write-Part([string]$Name, [string[]]$Text) {
    "=== part $Name"
    foreach ($line in ($Text -join "`n") -split "`r?`n") { if ($line.StartsWith('=== ')) { " $line" } else { $line } }
}

function Read-Events([string]$Log, [string[]]$Providers) {
    $names = ($Providers | ForEach-Object { "@Name='$_'" }) -join ' or '
    $age = [int64]$Days * 24 * 60 * 60 * 1000
    $query = "*[System[Provider[$names] and TimeCreated[timediff(@SystemTime) <= $age]]]"
    try {
        Get-WinEvent -LogName $Log -FilterXPath $query -MaxEvents $MaxEvents | ForEach-Object { $_.ToXml() }
    } catch {
        [Console]::Error.WriteLine("diag: $Log log: $($_.Exception.Message)")
    }
}

'=== diag parts 1'
$system = @(Read-Events 'System' @(
    'Microsoft-Windows-WAS', 'WAS', 'Microsoft-Windows-IIS-W3SVC', 'W3SVC', 'Microsoft-Windows-IIS-W3SVC-WP',
    'Microsoft-Windows-IIS-IISReset', 'IISCTLS', 'EventLog', 'User32', 'Microsoft-Windows-Kernel-Power',
    'Microsoft-Windows-Kernel-General', 'Service Control Manager'))
Write-Part 'System.xml' (@('<Events>') + $system + @('</Events>'))
$application = @(Read-Events 'Application' @(
    'ASP.NET 4.0.30319.0', 'ASP.NET 2.0.50727.0', '.NET Runtime', 'Application Error', 'IIS AspNetCore Module',
    'IIS AspNetCore Module V2', 'IIS Express AspNetCore Module V2', 'Microsoft-Windows-IIS-W3SVC-WP'))
Write-Part 'Application.xml' (@('<Events>') + $application + @('</Events>'))

# A 32-bit shell on 64-bit Windows sees another System32.
$folder = Join-Path $env:windir 'System32\inetsrv\config'
if (Test-Path (Join-Path $env:windir 'Sysnative')) { $folder = Join-Path $env:windir 'Sysnative\inetsrv\config' }
foreach ($name in 'applicationHost.config', 'redirection.config') {
    try {
        $text = [System.IO.File]::ReadAllText((Join-Path $folder $name))
        $text = [regex]::Replace($text, '(?is)<configProtectedData\b.*?</configProtectedData>', '')
        $text = [regex]::Replace($text, '(?i)\b(\w*(password|secret|sessionKey|connectionString))="[^"]*"', '$1="[removed]"')
        Write-Part $name $text
    } catch {
        [Console]::Error.WriteLine("diag: ${name}: $($_.Exception.Message)")
    }
}

try {
    $workers = @(Get-CimInstance Win32_Process -Filter "Name='w3wp.exe'" | ForEach-Object {
        New-Object PSObject -Property ([ordered]@{
            ProcessId = $_.ProcessId
            CreationDate = $_.CreationDate.ToUniversalTime().ToString('o')
            CommandLine = $_.CommandLine
            PSComputerName = $env:COMPUTERNAME
        })
    })
    if ($workers.Count -gt 0) { Write-Part 'w3wp.json' (ConvertTo-Json -InputObject $workers) }
} catch {
    [Console]::Error.WriteLine("diag: worker processes: $($_.Exception.Message)")
}
