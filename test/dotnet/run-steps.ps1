# Runs scripts of diag one after the other, in PowerShell 7 made to look like Windows PowerShell 5.1 on a server.
# -Steps: JSON, a list of { script, parameters, computer, config, events, refusesCommit }, and -Out: a JSON list of what came of each.
param([string] $Steps, [string] $Assembly, [string] $Out)
$ErrorActionPreference = 'Stop'
$PSVersionTable['PSVersion'] = [version] '5.1.26100.1'
$inetsrv = Join-Path $env:windir 'System32/inetsrv'
[void](New-Item -ItemType Directory -Force -Path (Join-Path $inetsrv 'config'))
Copy-Item -LiteralPath $Assembly -Destination (Join-Path $inetsrv 'Microsoft.Web.Administration.dll')
$config = Join-Path $inetsrv 'config/applicationHost.config'
$global:events = @()

# Stand-ins: the cmdlets are Windows' own.
function global:Get-CimInstance { param([string] $ClassName, [string] $Filter) }
function global:Get-WinEvent {
    [CmdletBinding()] param([hashtable] $FilterHashtable)
    foreach ($one in $global:events) {
        $at = [DateTime]::Parse($one.at, [Globalization.CultureInfo]::InvariantCulture, 'RoundtripKind').ToLocalTime()
        if ($FilterHashtable.Id -contains $one.id -and $at -ge $FilterHashtable.StartTime) {
            [PSCustomObject]@{ Id = $one.id; TimeCreated = $at; Properties = @(@{ Value = $one.pid }, @{ Value = $one.pool }) }
        }
    }
}

$results = foreach ($step in (Get-Content -LiteralPath $Steps -Raw | ConvertFrom-Json)) {
    if ($step.config) { Set-Content -LiteralPath $config -Value $step.config -NoNewline }
    $redirection = if ($step.shared) { 'true' } else { 'false' }
    Set-Content -LiteralPath (Join-Path $inetsrv 'config/redirection.config') -Value "<configuration><configurationRedirection enabled=`"$redirection`" /></configuration>"
    $env:COMPUTERNAME = $step.computer
    $env:STAND_IN_REFUSES_COMMIT = if ($step.refusesCommit) { '1' } else { '0' }
    $global:events = @($step.events)
    $parameters = @{}
    if ($step.parameters) { foreach ($one in $step.parameters.PSObject.Properties) { $parameters[$one.Name] = $one.Value } }
    $parseErrors = $null
    [void][System.Management.Automation.Language.Parser]::ParseFile($step.script, [ref] $null, [ref] $parseErrors)
    $global:LASTEXITCODE = 0
    $threw = ''
    $said = @()
    $warnings = @()
    try {
        $all = @(& $step.script @parameters 3>&1 6>&1)
        $warnings = @($all | Where-Object { $_ -is [System.Management.Automation.WarningRecord] } | ForEach-Object { $_.Message })
        $said = @($all | Where-Object { $_ -isnot [System.Management.Automation.WarningRecord] } | ForEach-Object { if ($_ -is [string]) { $_ } else { $_ | ConvertTo-Json -Compress -Depth 3 } })
    }
    catch { $threw = $_.Exception.Message }
    [PSCustomObject]@{
        parseErrors = @($parseErrors | ForEach-Object { $_.Message })
        threw = $threw
        exitCode = $global:LASTEXITCODE
        said = $said
        warnings = $warnings
        config = (Get-Content -LiteralPath $config -Raw)
    }
}
ConvertTo-Json -InputObject @($results) -Depth 5 | Set-Content -LiteralPath $Out
