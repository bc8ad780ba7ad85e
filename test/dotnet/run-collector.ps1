# Runs a collector of diag in PowerShell 7 made to look like Windows PowerShell 5.1, with the cmdlets of Windows stood in for.
# -Server: JSON, { computer, events: [{ log, xml }], workers: [{ pid, command, at }], noCim }; -Script and -Parameters: what is run.
param([string] $Script, [string] $Server, [string] $Parameters = '{}')
$PSVersionTable['PSVersion'] = [version] '5.1.26100.1'
$global:standIn = Get-Content -LiteralPath $Server -Raw | ConvertFrom-Json -DateKind String
$env:COMPUTERNAME = $global:standIn.computer

# learn.microsoft.com/powershell/module/microsoft.powershell.diagnostics/get-winevent: newest first, at most -MaxEvents, an
# error where nothing matches, and one where there is no such log. The query is XPath 1.0 over the event without its
# namespace, timediff() a function of its own (learn.microsoft.com/windows/win32/wes/consuming-events), which also says
# that an expression has at most 32 parts.
function global:Get-WinEvent {
    [CmdletBinding()] param([string] $LogName, [string] $FilterXPath, [int64] $MaxEvents)
    $age = [regex]::Match($FilterXPath, ' and TimeCreated\[timediff\(@SystemTime\) <= (\d+)\]')
    if (-not $age.Success -or ([regex]::Matches($FilterXPath, '[@=<]')).Count / 2 -gt 32) { throw 'The specified query is invalid' }
    $since = [DateTime]::UtcNow.AddMilliseconds(-[int64] $age.Groups[1].Value)
    $query = $FilterXPath.Remove($age.Index, $age.Length)
    $found = 0
    $all = @($global:standIn.events | Where-Object { $_.log -eq $LogName })
    [array]::Reverse($all)
    foreach ($one in $all) {
        if ($found -ge $MaxEvents) { break }
        $document = New-Object System.Xml.XmlDocument
        $document.LoadXml([regex]::Replace($one.xml, " xmlns=(['""]).*?\1", ''))
        $at = [DateTime]::Parse($document.SelectSingleNode('/Event/System/TimeCreated/@SystemTime').Value, [Globalization.CultureInfo]::InvariantCulture, 'AdjustToUniversal')
        if ($at -lt $since -or $null -eq $document.SelectSingleNode('/' + $query)) { continue }
        $found++
        Add-Member -InputObject ([PSCustomObject]@{ Xml = $one.xml }) -MemberType ScriptMethod -Name ToXml -Value { $this.Xml } -PassThru
    }
    if ($found -eq 0) { Write-Error 'No events were found that match the specified selection criteria.' }
}

function global:Get-CimInstance {
    [CmdletBinding()] param([string] $ClassName, [string] $Filter)
    if ($global:standIn.PSObject.Properties['noCim']) { throw 'Access denied' }
    if ($ClassName -ne 'Win32_Process' -or $Filter -ne "Name='w3wp.exe'") { throw 'Invalid query' }
    foreach ($one in $global:standIn.workers) {
        [PSCustomObject]@{
            ProcessId = [uint32] $one.pid
            CommandLine = $one.command
            # As CIM gives it: local time.
            CreationDate = [DateTime]::Parse($one.at, [Globalization.CultureInfo]::InvariantCulture, 'AdjustToUniversal').ToLocalTime()
        }
    }
}

$words = @{}
foreach ($one in ($Parameters | ConvertFrom-Json).PSObject.Properties) { $words[$one.Name] = $one.Value }
& $Script @words
