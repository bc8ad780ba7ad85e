import type { FixScript } from '../../../core/fix-script.ts';

/** Tells who else sends through the mailbox; reads only. Cmdlets of the ExchangeOnlineManagement module. */
export const exchangeOnlineScript: FixScript = {
  id: 'who-sends-by-this-mailbox',
  title: 'see in Exchange Online who else sends through the mailbox',
  shell: 'powershell',
  applicability: 'safe',
  effect:
    'Reads the message trace and settings of the mailbox; changes nothing. Refused mails are in no trace: they were never accepted.',
  apply: `param(
    [Parameter(Mandatory = $true)][string]$Mailbox,
    [int]$Days = 1
)
$ErrorActionPreference = 'Stop'
if (-not (Get-Command Get-MessageTraceV2 -ErrorAction SilentlyContinue)) {
    Import-Module ExchangeOnlineManagement
    Connect-ExchangeOnline -ShowBanner:$false
}
$end = Get-Date
$trace = Get-MessageTraceV2 -SenderAddress $Mailbox -StartDate $end.AddDays(-$Days) -EndDate $end -ResultSize 5000

# Several addresses are several programs: each needs its share of the three places, or a mailbox of its own.
$trace | Group-Object FromIP | Sort-Object Count -Descending | Select-Object -Property @('Count', 'Name') | Format-Table

# More than 30 a minute meets the rate limit too.
$trace | Group-Object { $_.Received.ToString('yyyy-MM-dd HH:mm') } | Sort-Object Count -Descending |
    Select-Object -First 10 -Property @('Count', 'Name') | Format-Table

Get-CASMailbox -Identity $Mailbox | Format-List -Property @('PrimarySmtpAddress', 'SmtpClientAuthenticationDisabled')
Get-TransportConfig | Format-List SmtpClientAuthenticationDisabled
`,
};
