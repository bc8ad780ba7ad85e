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
    # What of it stays before the mask: all groups that the form begins with.
    $kept = ''
    foreach ($part in [regex]::Matches([regex]::Match($Form, '^(\$\d)*').Value, '\d')) {
        if ([int]$part.Value -lt $Group.Count) { $kept += $Group[[int]$part.Value] }
    }
    $rest = $Found.Substring($kept.Length)
    $quote = ''
    if ($rest -match '(?s)^(\\*["''`]).*\1$') { $quote = $Matches[1] }
    $new = [regex]::Replace($Form, '\[[a-z0-9 ]{1,20}\]$', { param($mask) $quote + $mask.Value + $quote })
    $new = [regex]::Replace($new, '\$(\d)', { param($one) $i = [int]$one.Groups[1].Value; if ($i -lt $Group.Count) { $Group[$i] } else { '' } })
    $lines = $Found.Split("`n").Count - $new.Split("`n").Count
    if ($lines -gt 0) { $new + ("`n" * $lines) } else { $new }
}
# How a text stands inside another, as src/core/secrets/layers.ts says: what is inside, and that again as it stood.
$diagCharacters = @{ quot = '"'; apos = "'"; lt = '<'; gt = '>'; amp = '&' }
$diagEscapes = @{ 'b' = "`b"; 'f' = "`f"; 'n' = "`n"; 'r' = "`r"; 't' = "`t" }
$diagEntities = @{ '"' = '&quot;'; "'" = '&#39;'; '<' = '&lt;'; '>' = '&gt;'; '&' = '&amp;'; "`n" = '&#10;'; "`r" = '&#13;' }
function Test-DiagBlank([string]$Text) { $Text.Contains('+') -and -not $Text.Contains('%20') }
function Undo-DiagLayer([string]$Layer, [string]$Inner) {
    switch ($Layer) {
        'json' {
            [regex]::Replace($Inner, '\\(?:u([0-9a-fA-F]{4})|(.))', { param($m)
                if ($m.Groups[1].Success) { return [string][char][Convert]::ToInt32($m.Groups[1].Value, 16) }
                $c = $m.Groups[2].Value
                if ($diagEscapes.ContainsKey($c)) { $diagEscapes[$c] } else { $c } })
        }
        'line-ends' {
            if ($Inner.Contains('#012') -and $Inner.Contains('\n')) { return $Inner }
            $Inner.Replace('\r\n', "`r`n").Replace('\n', "`n").Replace('#012', "`n")
        }
        'xml' {
            [regex]::Replace($Inner, '(?i)&(?:(quot|apos|lt|gt|amp)|#0{0,4}(9|10|13|3[2-9]|[4-9]\d|1[01]\d|12[0-6])|#x0{0,4}([2-7][0-9a-f]|[9ad]));', { param($m)
                if ($m.Groups[1].Success) { return $diagCharacters[$m.Groups[1].Value.ToLowerInvariant()] }
                if ($m.Groups[2].Success) { return [string][char][int]$m.Groups[2].Value }
                [string][char][Convert]::ToInt32($m.Groups[3].Value, 16) })
        }
        'url' {
            if (Test-DiagBlank $Inner) { $Inner = [regex]::Replace($Inner, '\+(?![\w.+-]{0,64}(?:@|%40))', ' ') }
            [Uri]::UnescapeDataString($Inner)
        }
        'doubled' { $Inner.Replace("''", "'") }
        'shell' { $Inner.Replace("'\''", "'") }
        'csv' { $Inner.Replace('""', '"') }
    }
}
function Redo-DiagLayer([string]$Layer, [string]$Text, [string]$Inner) {
    switch ($Layer) {
        'json' {
            $Text = $Text.Replace('\', '\\').Replace('"', '\"').Replace("`n", '\n').Replace("`r", '\r').Replace("`t", '\t')
            [regex]::Replace($Text, '[\x00-\x1f]', { param($m) '\u{0:x4}' -f [int][char]$m.Value })
        }
        'line-ends' { if ($Inner.Contains('#012')) { $Text -replace "`r?`n", '#012' } else { $Text.Replace("`r`n", '\r\n').Replace("`n", '\n') } }
        'xml' {
            [regex]::Replace($Text, '["''<>&\r\n]', { param($m)
                if ($m.Value -match '["''\r\n]' -and $Inner.Contains($m.Value)) { $m.Value } else { $diagEntities[$m.Value] } })
        }
        'url' {
            $Text = [Uri]::EscapeDataString($Text) -replace '%5B(secret|token|data|hash|base64|name)%5D', '[$1]' -replace '%5Bprivate%20key%5D', '[private key]' -replace '((?:user|id)-\d{1,6})%40', '$1@'
            $Text = [regex]::Replace($Text, '%(?:2[4CF]|3[AB]|40)', { param($m) if ($Inner.Contains($m.Value)) { $m.Value } else { [Uri]::UnescapeDataString($m.Value) } })
            if (Test-DiagBlank $Inner) { $Text.Replace('%20', '+') } else { $Text }
        }
        'doubled' { $Text.Replace("'", "''") }
        'shell' { $Text.Replace("'", "'\''") }
        'csv' { $Text.Replace('"', '""') }
    }
}
function Hide-DiagPerson([string]$Found, [string]$Domain) {
    $local = $Found.Substring(0, $Found.Length - $Domain.Length)
    $local = [regex]::Replace($local, '(?:\s?(?:@|\uff20|\ufe6b)\s?|%(?:25){0,2}40|&#x?0{0,6}[46][04];|&commat;|\\[ux]0{0,2}40|=40|\s?[(\[{](?:at|AT)[)\]}]\s?|\s(?:at|AT)\s)$', '')
    if ($local.StartsWith('id-') -and (Test-DiagAlias $local)) { return $Found }
    (Get-DiagAlias 'user' "$local@$Domain") + '@' + $Domain.ToLowerInvariant()
}
function Hide-DiagText([string]$Text, [bool]$All, [bool]$Keep, [int]$Depth = 0) {
    if ($Depth -eq 0) { $script:diagBudget = 100000 + 8 * $Text.Length }
    $mark = [string][char](0xF8F0 + $Depth)
    $layers = $Depth -lt 4 -and -not $Text.Contains($mark) -and $Text -match '\\|%[0-9A-Fa-f]{2}|&(?:quot|apos|lt|gt|amp|#)|''''|""|#012|=[^\s&]{1,200}\+'
    $held = New-Object System.Collections.ArrayList
    foreach ($step in $diagMasks) {
        $kind, $pattern, $form = $step
        if ($kind -eq 'layer' -and -not $layers) { continue }
        if ($kind -eq 'text' -and -not $All) { continue }
        if ($Keep -and @('id', 'address', 'field') -contains $kind) { continue }
        $Text = [regex]::Replace($Text, $pattern, [System.Text.RegularExpressions.MatchEvaluator]{
            param($m)
            switch ($kind) {
                'layer' {
                    $inner = $m.Groups[2].Value
                    if ($inner.Contains($mark)) { return $m.Value }
                    $undone = Undo-DiagLayer $form $inner
                    if ($undone -ceq $inner) { return $m.Value }
                    $script:diagBudget -= $inner.Length
                    if ($script:diagBudget -lt 0) { return $m.Value }
                    $looked = Hide-DiagText $undone $All $Keep ($Depth + 1)
                    if ($looked -ceq $undone) { return $m.Value }
                    $place = $held.Add((Redo-DiagLayer $form $looked $inner))
                    $m.Groups[1].Value + $mark + $place + $mark
                }
                'id' { $m.Groups['field'].Value + (Get-DiagAlias 'id' ($m.Groups['left'].Value + $m.Groups['java'].Value + $m.Groups['exchange'].Value)) + '@' }
                'address' { Hide-DiagPerson $m.Value ($m.Groups['dotted'].Value + $m.Groups['single'].Value) }
                'field' { if (Test-DiagAlias $m.Groups['local'].Value) { $m.Value } else { $m.Groups['field'].Value + (Hide-DiagPerson ($m.Groups['local'].Value + '@' + $m.Groups['host'].Value) $m.Groups['host'].Value) } }
                default { Hide-DiagSecret $m.Value $form @($m.Groups | ForEach-Object { $_.Value }) }
            }
        })
    }
    if ($held.Count -eq 0) { return $Text }
    [regex]::Replace($Text, $mark + '(\d+)' + $mark, { param($m) [string]$held[[int]$m.Groups[1].Value] })
}
# masks end
