import { powershellLiteral } from '../../../core/quote.ts';
import { clockOf } from './appcmd.ts';
import type { FixPlan } from './plan.ts';

/** Where apply saves what was there, and verify and rollback find it; %ProgramData% is watched by no IIS site. */
const stateFile = String.raw`(Join-Path $env:ProgramData 'diag\iis-drift-state.json')`;

/** The data of a script, the only place where names from a log stand. */
function dataBlock({ pools, zone }: FixPlan): string {
  const rows = pools.map(
    ({ host, pool, minute }) =>
      `    @{ Server = ${powershellLiteral(host.split('.')[0] ?? '')}; Pool = ${powershellLiteral(pool)}; Minute = ${minute} }  # ${clockOf(minute)}`,
  );
  return [
    '# --- data: one line a pool; Minute counts from midnight, local time of the server ---',
    ...(zone === undefined
      ? []
      : [
          `# times chosen for the zone ${zone.replace(/[^A-Za-z0-9_+:/-]/g, '')}: no such time is skipped or repeated there for five years`,
        ]),
    '$Plan = @(',
    ...rows,
    ')',
    '# --- end of data ---',
  ].join('\n');
}

/** Windows PowerShell 5.1, 64-bit: the IIS assembly loads into nothing else reliably. */
const preamble = String.raw`Set-StrictMode -Version 2.0
$ErrorActionPreference = 'Stop'
if ($PSVersionTable.PSVersion.Major -ne 5) { throw 'Run this in Windows PowerShell 5.1 (powershell.exe), not in PowerShell 7.' }
if (-not [Environment]::Is64BitProcess) { throw 'Run this in 64-bit Windows PowerShell.' }
Add-Type -Path (Join-Path $env:windir 'System32\inetsrv\Microsoft.Web.Administration.dll')
$manager = New-Object Microsoft.Web.Administration.ServerManager`;

const ownRows = `# COMPUTERNAME holds 15 characters, the DNS name all of them.
$self = @('', $env:COMPUTERNAME, [Net.Dns]::GetHostName())
$rows = @($Plan | Where-Object { $self -contains $_.Server })
if ($rows.Count -eq 0) { throw ('No pool of this plan is on ' + $env:COMPUTERNAME + '.') }`;

const sharedCheck = `$redirection = $manager.GetRedirectionConfiguration().GetSection('configurationRedirection')
if ([bool]$redirection.GetAttributeValue('enabled')) {
    Write-Warning 'Shared configuration is on: the change goes to the share and recycles the pools of every server of the farm.'
}`;

/** Sets time to zero and one schedule entry; only what differs, in one commit. */
export const applyScript = (plan: FixPlan): string => `#Requires -Version 5.1
#Requires -RunAsAdministrator
# Replaces the Regular Time Interval of the pools below by one Specific Time each.
# THE COMMIT RECYCLES EVERY CHANGED POOL AT ONCE (WAS event 5080): run it in a quiet window.
# -WhatIf shows what would change. What was there is saved to -StateFile for the rollback script.
# Run in PowerShell 7 against a stand-in of IIS, not on Windows: read it before you run it.
[CmdletBinding(SupportsShouldProcess = $true, ConfirmImpact = 'High')]
param([string] $StateFile = ${stateFile})

${dataBlock(plan)}

${preamble}
${ownRows}
${sharedCheck}
${applyBody}`;

const applyBody = `
$todo = @()
foreach ($row in $rows) {
    $pool = $manager.ApplicationPools[$row.Pool]
    if ($null -eq $pool) { throw ('There is no application pool named ' + $row.Pool + '; nothing was changed.') }
    $want = [TimeSpan]::FromMinutes($row.Minute)
    $restart = $pool.Recycling.PeriodicRestart
    $schedule = @($restart.Schedule | ForEach-Object { $_.Time })
    if ($restart.Time -eq [TimeSpan]::Zero) {
        if ($schedule.Count -eq 1 -and $schedule[0] -eq $want) { Write-Output ('as planned already: ' + $row.Pool) }
        else { Write-Warning ('left alone, somebody switched its interval off already: ' + $row.Pool) }
        continue
    }
    $todo += @{ Pool = $pool; Want = $want }
}
if ($todo.Count -eq 0) { Write-Output 'Nothing to do.'; return }

$names = ($todo | ForEach-Object { $_.Pool.Name }) -join ', '
Write-Warning ('Committing recycles these pools now: ' + $names)
if (-not $PSCmdlet.ShouldProcess($names, 'set the Regular Time Interval to 0 and one Specific Time, and recycle now')) { return }

# What was there, pool by pool. Pools of an earlier run that are not changed now keep their entries.
$changing = @($todo | ForEach-Object { $_.Pool.Name })
$saved = @()
if (Test-Path -LiteralPath $StateFile) {
    $saved = @((Get-Content -LiteralPath $StateFile -Raw -Encoding UTF8 | ConvertFrom-Json).Pools | Where-Object { $changing -notcontains $_.Pool })
}
foreach ($one in $todo) {
    $restart = $one.Pool.Recycling.PeriodicRestart
    $entries = @($restart.Schedule | ForEach-Object { @{ Time = $_.Time.ToString('c'); Explicit = [bool]$_.IsLocallyStored } })
    $saved += New-Object PSObject -Property @{
        Pool         = $one.Pool.Name
        Time         = $restart.Time.ToString('c')
        TimeExplicit = -not $restart.GetAttribute('time').IsInheritedFromDefaultValue
        Schedule     = $entries
        Applied      = $one.Want.ToString('c')
    }
}
$folder = Split-Path -Parent $StateFile
if (-not (Test-Path -LiteralPath $folder)) { [void](New-Item -ItemType Directory -Path $folder -WhatIf:$false -Confirm:$false) }
$state = @{ SavedAt = [DateTime]::UtcNow.ToString('o'); Server = $env:COMPUTERNAME; Pools = $saved }
ConvertTo-Json -InputObject $state -Depth 5 | Set-Content -LiteralPath $StateFile -Encoding UTF8 -WhatIf:$false -Confirm:$false

foreach ($one in $todo) {
    $restart = $one.Pool.Recycling.PeriodicRestart
    $restart.Time = [TimeSpan]::Zero
    # Clear first: adding an entry that exists is an error, and old ones would stay.
    $restart.Schedule.Clear()
    [void]$restart.Schedule.Add($one.Want)
}
$manager.CommitChanges()
Write-Output ('Changed and recycled: ' + $names)
Write-Output ('Former settings: ' + $StateFile)
`;

/** Says whether settings and events are as the plan wants; exit code 1 where not. */
export const verifyScript = (plan: FixPlan): string => `#Requires -Version 5.1
#Requires -RunAsAdministrator
# Shows the recycle settings of the pools and whether the interval fired since the change. Changes nothing.
# Run in PowerShell 7 against a stand-in of IIS, not on Windows.
[CmdletBinding()]
param([string] $StateFile = ${stateFile})

${dataBlock(plan)}

${preamble}
${ownRows}
${verifyBody}`;

const verifyBody = `
$wrong = 0
$workers = @(Get-CimInstance Win32_Process -Filter "Name='w3wp.exe'")
foreach ($row in $rows) {
    $pool = $manager.ApplicationPools[$row.Pool]
    if ($null -eq $pool) { Write-Warning ('no pool named ' + $row.Pool); $wrong += 1; continue }
    $want = [TimeSpan]::FromMinutes($row.Minute)
    $restart = $pool.Recycling.PeriodicRestart
    $schedule = @($restart.Schedule | ForEach-Object { $_.Time })
    $good = $restart.Time -eq [TimeSpan]::Zero -and $schedule.Count -eq 1 -and $schedule[0] -eq $want
    if (-not $good) { $wrong += 1 }
    $ids = @($pool.WorkerProcesses | ForEach-Object { $_.ProcessId })
    $started = @($workers | Where-Object { $ids -contains $_.ProcessId } | ForEach-Object { $_.CreationDate.ToString('s') })
    Write-Output (New-Object PSObject -Property @{
        Pool          = $row.Pool
        AsPlanned     = $good
        Interval      = $restart.Time.ToString('c')
        Schedule      = ($schedule | ForEach-Object { $_.ToString('c') }) -join ' '
        Overlap       = -not $pool.Recycling.DisallowOverlappingRotation
        StartMode     = [string]$pool.GetAttributeValue('startMode')
        WorkerStarted = $started -join ' '
    })
}
if (Test-Path -LiteralPath $StateFile) {
    $since = [DateTime]::Parse((Get-Content -LiteralPath $StateFile -Raw -Encoding UTF8 | ConvertFrom-Json).SavedAt, [Globalization.CultureInfo]::InvariantCulture, [Globalization.DateTimeStyles]::RoundtripKind).ToLocalTime().AddMinutes(2)
    $names = @($rows | ForEach-Object { $_.Pool })
    $filter = @{ LogName = 'System'; ProviderName = 'Microsoft-Windows-WAS'; Id = 5074; StartTime = $since }
    foreach ($event in @(Get-WinEvent -FilterHashtable $filter -ErrorAction SilentlyContinue)) {
        if ($names -contains [string]$event.Properties[1].Value) {
            Write-Warning ('still recycled by the interval: ' + $event.TimeCreated.ToString('s') + ' ' + $event.Properties[1].Value)
            $wrong += 1
        }
    }
}
if ($wrong -gt 0) { Write-Output ($wrong.ToString() + ' not as planned.'); exit 1 }
Write-Output 'All as planned.'
`;

/** Puts back what apply saved, attribute by attribute: what was inherited is inherited again. */
export const rollbackScript = (): string => `#Requires -Version 5.1
#Requires -RunAsAdministrator
# Restores the recycle settings that the apply script saved. The commit recycles the changed pools at once.
# Settings that somebody changed since are left alone, and nothing is changed then: -Force restores all the same.
# Run in PowerShell 7 against a stand-in of IIS, not on Windows: read it before you run it.
[CmdletBinding(SupportsShouldProcess = $true, ConfirmImpact = 'High')]
param([string] $StateFile = ${stateFile}, [switch] $Force)

${preamble}
${rollbackBody}`;

const rollbackBody = `
if (-not (Test-Path -LiteralPath $StateFile)) { throw ('Nothing was saved: there is no ' + $StateFile) }
$state = Get-Content -LiteralPath $StateFile -Raw -Encoding UTF8 | ConvertFrom-Json
if ($state.Server -ne $env:COMPUTERNAME) { throw ('These settings were saved on ' + $state.Server + '.') }
$culture = [Globalization.CultureInfo]::InvariantCulture
$entry = { param($Time, $Own) $Time + [string][bool]$Own }
$todo = @()
$changed = @()
foreach ($saved in $state.Pools) {
    $pool = $manager.ApplicationPools[$saved.Pool]
    if ($null -eq $pool) { Write-Warning ('The pool is gone: ' + $saved.Pool); continue }
    $restart = $pool.Recycling.PeriodicRestart
    $now = @($restart.Schedule | ForEach-Object { & $entry $_.Time.ToString('c') $_.IsLocallyStored } | Sort-Object) -join ' '
    $then = @($saved.Schedule | ForEach-Object { & $entry $_.Time $_.Explicit } | Sort-Object) -join ' '
    $own = -not $restart.GetAttribute('time').IsInheritedFromDefaultValue
    if ($restart.Time.ToString('c') -eq $saved.Time -and $own -eq $saved.TimeExplicit -and $now -eq $then) {
        Write-Output ('as it was already: ' + $saved.Pool)
        continue
    }
    if ($restart.Time -ne [TimeSpan]::Zero -or $now -ne (& $entry $saved.Applied $true)) { $changed += $saved.Pool }
    $todo += $saved
}
if ($changed.Count -gt 0 -and -not $Force) {
    throw ('Somebody changed these pools since: ' + ($changed -join ', ') + '; nothing was restored. -Force restores them all the same.')
}
$names = ($todo | ForEach-Object { $_.Pool }) -join ', '
if ($todo.Count -gt 0) {
    Write-Warning ('Committing recycles these pools now: ' + $names)
    if (-not $PSCmdlet.ShouldProcess($names, 'restore the saved recycle settings, and recycle now')) { return }
}
elseif (-not $PSCmdlet.ShouldProcess($StateFile, 'put away the saved settings: nothing is to be restored')) { return }

foreach ($saved in $todo) {
    $restart = $manager.ApplicationPools[$saved.Pool].Recycling.PeriodicRestart
    # 'c' is d.hh:mm:ss: 29 hours are 1.05:00:00. [TimeSpan]'29:00:00' would be 29 days.
    if ($saved.TimeExplicit) { $restart.Time = [TimeSpan]::ParseExact($saved.Time, 'c', $culture) }
    else { $restart.GetAttribute('time').Delete() }
    $all = @($saved.Schedule | ForEach-Object { [TimeSpan]::ParseExact($_.Time, 'c', $culture) })
    $own = @($saved.Schedule | Where-Object { $_.Explicit } | ForEach-Object { [TimeSpan]::ParseExact($_.Time, 'c', $culture) })
    $restart.Schedule.Delete()
    $schedule = $manager.ApplicationPools[$saved.Pool].Recycling.PeriodicRestart.Schedule
    foreach ($time in $own) { [void]$schedule.Add($time) }
    $now = @($schedule | ForEach-Object { $_.Time.ToString('c') } | Sort-Object)
    if (($now -join ' ') -ne (@($all | ForEach-Object { $_.ToString('c') } | Sort-Object) -join ' ')) {
        # The defaults have entries that the pool had cleared.
        $schedule.Clear()
        foreach ($time in $all) { [void]$schedule.Add($time) }
    }
}
if ($todo.Count -gt 0) { $manager.CommitChanges() }
Rename-Item -LiteralPath $StateFile -NewName ('iis-drift-state.restored-' + [DateTime]::UtcNow.ToString('yyyyMMddHHmmssfff') + '.json') -WhatIf:$false -Confirm:$false
if ($todo.Count -gt 0) { Write-Output ('Restored and recycled: ' + $names) } else { Write-Output 'Nothing to restore.' }
`;
