# masks: written by scripts/masks.mjs from src/core/secrets. What is masked in all that leaves this host.
# Mail addresses get aliases and keep their domain; -KeepAddresses leaves them.
$diagMasks = @(
    @ROWS@
)
$diagAliases = @{}
$diagCounts = @{ user = 0; id = 0 }
function Get-DiagAlias([string]$Kind, [string]$Of) {
    $key = "$Kind " + $Of.ToLowerInvariant()
    if (-not $diagAliases.ContainsKey($key)) { $diagCounts[$Kind]++; $diagAliases[$key] = "$Kind-" + $diagCounts[$Kind] }
    $diagAliases[$key]
}
function Test-DiagAlias([string]$Local) {
    if ($Local -notmatch '^(user|id)-(\d{1,6})$') { return $false }
    [int]$Matches[2] -le $diagCounts[$Matches[1]]
}
function Hide-DiagSecret([string]$Found, [string]$Form, [string[]]$Group) {
    $kept = ''
    if ($Form.StartsWith('$1')) { $kept = $Group[1] }
    $rest = $Found.Substring($kept.Length)
    $quote = ''
    if ($rest -match '(?s)^(\\*["''`]).*\1$') { $quote = $Matches[1] }
    $new = [regex]::Replace($Form, '\[[a-z0-9 ]{1,20}\]$', { param($mask) $quote + $mask.Value + $quote })
    foreach ($i in 1..3) { $value = ''; if ($i -lt $Group.Count) { $value = $Group[$i] }; $new = $new.Replace('$' + $i, $value) }
    $lines = $Found.Split("`n").Count - $new.Split("`n").Count
    if ($lines -gt 0) { $new + ("`n" * $lines) } else { $new }
}
function Hide-DiagPerson([string]$Found, [string]$Domain) {
    $local = $Found.Substring(0, $Found.Length - $Domain.Length)
    $local = [regex]::Replace($local, '(?:\s?(?:@|\uff20|\ufe6b)\s?|%(?:25){0,2}40|&#x?0{0,6}[46][04];|&commat;|\\[ux]0{0,2}40|=40|\s?[(\[{](?:at|AT)[)\]}]\s?|\s(?:at|AT)\s)$', '')
    if ($local.StartsWith('id-') -and (Test-DiagAlias $local)) { return $Found }
    (Get-DiagAlias 'user' "$local@$Domain") + '@' + $Domain.ToLowerInvariant()
}
function Hide-DiagText([string]$Text, [bool]$All, [bool]$Keep) {
    foreach ($step in $diagMasks) {
        $kind, $pattern, $form = $step
        if ($kind -eq 'text' -and -not $All) { continue }
        if ($Keep -and @('id', 'address', 'field') -contains $kind) { continue }
        $Text = [regex]::Replace($Text, $pattern, [System.Text.RegularExpressions.MatchEvaluator]{
            param($m)
            switch ($kind) {
                'id' { $m.Groups['field'].Value + (Get-DiagAlias 'id' ($m.Groups['left'].Value + $m.Groups['java'].Value + $m.Groups['exchange'].Value)) + '@' }
                'address' { Hide-DiagPerson $m.Value ($m.Groups['dotted'].Value + $m.Groups['single'].Value) }
                'field' { if (Test-DiagAlias $m.Groups['local'].Value) { $m.Value } else { $m.Groups['field'].Value + (Hide-DiagPerson ($m.Groups['local'].Value + '@' + $m.Groups['host'].Value) $m.Groups['host'].Value) } }
                default { Hide-DiagSecret $m.Value $form @($m.Groups | ForEach-Object { $_.Value }) }
            }
        })
    }
    $Text
}
# masks end
