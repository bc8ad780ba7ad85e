#Requires -Version 5.1
# Prints the end of log files for `diag smtp-throttle -`, without passwords, tokens and names of persons. Reads only.
#   powershell -NoProfile -ExecutionPolicy Bypass -File collect.ps1 -Path C:\logs\app.log > mails.txt
[CmdletBinding()]
# -CodePage: of logs that are not UTF-8 and have no byte order mark; that of this Windows where it is not given.
param([Parameter(Mandatory = $true)][string[]]$Path, [int]$Lines = 100000, [switch]$KeepAddresses, [int]$CodePage = 0)
Set-StrictMode -Version 3.0
$ErrorActionPreference = 'Stop'
try { [Console]::OutputEncoding = New-Object System.Text.UTF8Encoding $false } catch { Write-Verbose 'no console' }

# masks: written by scripts/masks.mjs from src/core/secrets. What is masked in all that leaves this host.
# Mail addresses get aliases and keep their domain; -KeepAddresses leaves them.
$diagMasks = @(
    @('layer', '((?<!\\)")((?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})){1,100000})(?=")', 'json'),
    @('layer', '(?m)(^)([^\r\n]{1,100000})$', 'line-ends'),
    @('layer', '((?<==)")([^"<]{1,100000})(?=")', 'xml'),
    @('layer', '((?<=>)(?=[^<>&]{0,100000}&))([^<>]{1,100000})(?=<)', 'xml'),
    @('layer', '(?m)((?:^|[<>"''])(?=[^<>"''&\r\n]{0,100000}&))([^<>"''\r\n]{1,100000})', 'xml'),
    @('layer', '((?<![^\s"<>&?#=]))([^\s"<>&?#=%]{0,100000}(?:%[0-9A-Fa-f]{2}[^\s"<>&?#=%]{0,100000}){1,30000})', 'url'),
    @('layer', '(=)([^\s"<>&?#=%+/,;]{1,100000}(?:\+[^\s"<>&?#=%+/,;]{1,100000}){2,30000})', 'url'),
    @('layer', '((?<![\w''\\])'')((?:[^'']|''\\''''){1,100000})(?='')', 'shell'),
    @('layer', '((?<![\w''])'')((?:[^''\\\r\n]|\\(?!'')|''''){1,100000})(?='')', 'doubled'),
    @('layer', '((?<![^\s,;|])")((?:[^"]|""){1,100000})(?="(?:[\s,;|]|$))', 'csv'),
    @('any', '-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----[^\r\n]{0,10}\r?\n(?:(?![^\r\n]{0,200}-----BEGIN )[^\r\n]{0,400}\r?\n){1,120}?[^\r\n]{0,200}-----END [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----', '[private key]'),
    @('any', '-{4,5} ?BEGIN [A-Z0-9 ]{0,40}(?:PRIVATE KEY|SECRET KEY)(?: BLOCK)? ?-{4,5}(?:[A-Za-z0-9+/=\s:,.;()@_|>]|\\{1,8}["\w/]|-(?!---)|"[^"\r\n]{0,100}"(?=\r?\n)){0,30000}(?:-{4,5} ?END [A-Z0-9 ]{0,40}(?:PRIVATE KEY|SECRET KEY)(?: BLOCK)? ?-{4,5})?', '[private key]'),
    @('any', '(Private-Lines: \d{1,3}\s{1,2}|Private-MAC: )(?!\[)[A-Za-z0-9+/=]{8,100}(?:\s{1,2}(?![\w-]{1,40}:)[A-Za-z0-9+/=]{1,100}){0,200}', '$1[private key]'),
    @('any', '(<(?:D|P|Q|DP|DQ|InverseQ)>|"(?:d|p|q|dp|dq|qi|k)"\s{0,3}:\s{0,3}")(?!\[)[A-Za-z0-9+/=_-]{16,2000}', '$1[private key]'),
    @('any', 'LS0tLS1CRUdJTi(?!BDRVJUSUZJQ0FUR|BQVUJMSUMg|BXSVRISEVMR|BMT0NLRUQg|BEQU1BR0VE)[A-Za-z0-9+/=_-]{8,30000}', '[data]'),
    @('any', 'TlRMTVNTU[A-Za-z0-9+/]{12,4000}={0,2}', '[secret]'),
    @('any', '((?:key[_-]data|\.key|\bkey\.pem|\bdockerconfigjson|\bdockercfg|ssh-privatekey|\b_?auth|\bidentitytoken|\bregistrytoken|\btoken-secret|keystore\.jks|\bpfx|\bpkcs12|\.p12|\.pfx)(?:\\{0,7}["''])?\s{0,4}[:=]\s{0,4}(?:\\{0,7}["''])?(?:[|>][+-]?\s{1,40})?)(?!LS0tLS1CRUdJTi(?:BQVUJMSUMg|BXSVRISEVMR|BMT0NLRUQg|BEQU1BR0VE))[A-Za-z0-9+/_-]{12,30000}={0,2}', '$1[data]'),
    @('text', '((?:certificate|authority)-data(?:\\{0,7}["''])?\s{0,4}[:=]\s{0,4}(?:\\{0,7}["''])?)[A-Za-z0-9+/_-]{12,30000}={0,2}', '$1[data]'),
    @('text', '(?m)(^|[\s>|])(?=[A-Za-z0-9+/=]{0,30}[G-Zg-z+/])(?=[A-Za-z+/]{0,75}\d)(?=[^a-z\n]{0,75}[a-z])(?=[^A-Z\n]{0,75}[A-Z])(?:[A-Za-z0-9+/]{64}|[A-Za-z0-9+/]{60,76}={0,2})$', '$1[base64]'),
    @('text', '(?m)^([ \t]{0,8})(?=[A-Za-z0-9+/]{0,400}[\dA-Z])(?:[A-Za-z0-9+/]{4}){1,100}(?:[A-Za-z0-9+/]{3}=|[A-Za-z0-9+/]{2}==)(?=[ \t]{0,8}\r?$)', '$1[base64]'),
    @('any', '("kind"\s{0,3}:\s{0,3}"Secret"(?:[^{}]|\{(?:[^{}]|\{[^{}]{0,1000}\}){0,1000}\}){0,1500}?"(?:data|stringData)"\s{0,3}:\s{0,3}\{\s{0,40}"[^"\r\n]{1,253}"\s{0,3}:\s{0,3})(?!"\[)[^{}]{1,60000}(?=\})|("(?:data|stringData)"\s{0,3}:\s{0,3}\{\s{0,40}"[^"\r\n]{1,253}"\s{0,3}:\s{0,3})(?!"\[)[^{}]{1,60000}(?=\}\s{0,40},\s{0,40}"(?:immutable"\s{0,3}:\s{0,3}\w{4,5}\s{0,40},\s{0,40}")?kind"\s{0,3}:\s{0,3}"Secret")', '$1$2"[secret]"'),
    @('any', '((?:^|\n)([ \t]{0,20})kind:[ \t]{1,4}Secret[ \t]{0,4}\r?\n(?:(?!---|\2kind:)\2[^\n]{0,2000}\n){0,200}?\2(?:data|stringData):[ \t]{0,4}\r?\n)(?:\2[ \t]{1,8}(?!\[secret\])[^\n]{1,30000}\n?){1,200}|((?:^|\n)([ \t]{0,20})(?:data|stringData):[ \t]{0,4}\r?\n\4[ \t]{1,8}[^\n:]{1,253}:)(?! \[secret\])[^\n]{0,30000}\n(?:\4[ \t]{1,8}[^\n]{1,30000}\n){0,200}(?=\4kind:[ \t]{1,4}Secret\b)', '$1$3 [secret]
'),
    @('any', '((?<!\S)--(?:from-literal[= ]["'']?[\w.-]{1,253}=|(?:src-|dest-)?creds[= ]["'']?[^\s:"'']{1,100}:|auth[= ]["'']?)|\bk3s\s{1,3}(?:agent|server)\b[^\r\n|;]{0,300}?\s-t\s{1,3}|\s-setcookie\s{1,3})(?!\[|\/|\$)[^\s"'']{3,2000}', '$1[secret]'),
    @('any', '(\bK10[0-9a-f]{64}::)[\w.:-]{3,200}|(\btoken-[a-z0-9]{5}:)[a-z0-9]{40,80}\b|(\bmicrok8s\s{1,3}join\s{1,3}[\w.:[\]-]{1,253}\/)(?!\[)[0-9a-f]{16,64}(?:\/[0-9a-f]{8,64})?', '$1$2$3[secret]'),
    @('any', '(?<![\w.,:;/-])(?!\[)[\w.-]{8,200}(?=,(?:[\w.:@-]{1,100}),(?:[\w.:-]{1,100}),"?(?:system:|k3s:|rke2:)[\w:,-]{1,200})', '[secret]'),
    @('any', '(\bauthorization:\s{1,40}(?:type:\s{1,4}\w{1,20}\s{1,40})?credentials:\s{1,4}["'']?)(?!\[|\/)[^\s"'']{3,2000}', '$1[secret]'),
    @('any', '(\$(?:[1567y]|gy|2[abxy]?|sha1|apr1|argon2(?:id|i|d)|scrypt|s0|pbkdf2[\w-]{0,12}|bcrypt-sha256)\$)(?=[^\s:"'',]{0,400}[A-Z\d])[^\s:"'',]{8,400}', '$1[hash]'),
    @('any', '(\{(?:S?SHA(?:256|384|512)?|S?MD5|CRYPT|SMD5|PBKDF2[\w-]{0,10}|ARGON2|BCRYPT|BLF-CRYPT|PLAIN|CLEARTEXT)\})(?!\[)[^\s"'',]{6,400}', '$1[hash]'),
    @('any', '\b((?:pbkdf2_sha(?:1|256|512)|pbkdf2:sha(?:1|256|512)|scrypt:\d{1,6})(?::\d{1,8}){0,2}\$)(?!\[)[^\s"'',]{8,400}', '$1[hash]'),
    @('any', '(\s(?:-u|--user|--proxy-user|-U)[\s=]{1,3}["''](?!system:)[^\s:"'']{1,100}:)(?!\[|\/)(?=[^"''\r\n]{0,200} )[^"''\r\n]{1,400}(?=["''])', '$1[secret]'),
    @('any', '(\b[Pp]assword for ["''][^\s"'']{1,200}["'']: |\bexpect\s[^\n]{0,60}[Pp]assword[^\n]{0,20}\{\s{0,3}send[ \t]{1,3}(?:--[ \t]{1,3})?|\b(?:PIN|Pin)["'']?\s{0,3}[:=]\s{0,3}(?=\d{4,12}\b))(?!\[|["'']\[)(?:"[^"\r\n]{1,400}"?|[^\s"'',;]{3,400})', '$1[secret]'),
    @('any', '(?i)((?:proxy-|x-)?authorization(?:-auxiliary)?(?:\\{0,7}["''])?\s{0,3}(?:[:=]|%3[AD])[ \t]{0,3}(?:\[(?=\\{0,7}["'']))?(?:\\{0,7}["''])?)(?!(?:none|null|true|false|refused|denied|required|failed)(?:["\s,;]|$)|(?:[A-Za-z][\w-]{1,20}[ \t]{1,4})?\[)(?:[A-Za-z][\w-]{1,30}[ \t]{1,4}[\w-]{1,40}=(?:\\{0,7}"[^"\r\n]{0,1000}"|[^\s,"''\\]{1,1000})(?:[ ,]{1,4}[\w-]{1,40}=(?:\\{0,7}"[^"\r\n]{0,1000}"|[^\s,"''\\]{1,1000})){0,39}|((?:(?:bearer|basic|token|digest|negotiate|ntlm|oauth|api-?key|apitoken|key|splunk|shared-?key(?:lite)?|sharedaccesssignature|geniekey|hmac|aws|bot|jwt|session|kerberos|ssws|pveapitoken|snowflake|scram-[\w-]{1,12})(?:[ \t]{1,4}|%20|=(?=[^\s=])))?)(?!\[)[^\s"'',;\\][^\r\n"''\\]{2,4000})', '$1$2[secret]'),
    @('any', '\b([bB][eE][aA][rR][eE][rR]|[bB][aA][sS][iI][cC]|[dD][iI][gG][eE][sS][tT]|[nN][eE][gG][oO][tT][iI][aA][tT][eE]|[nN][tT][lL][mM]|[oO][aA][uU][tT][hH]|[aA][pP][iI][kK][eE][yY]|[sS][pP][lL][uU][nN][kK]|[gG][eE][nN][iI][eE][Kk][eE][yY]|[sS][hH][aA][rR][eE][dD][Kk][eE][yY](?:[Ll][iI][tT][eE])?)([ \t]{1,4})(?!SHA-?\d|sha-?\d)(?=[A-Za-z+/._~-]{0,400}(?:\d|=|[a-z][A-Z])|[A-Za-z]{24})[A-Za-z0-9+/._~-]{6,4000}={0,2}', '$1$2[secret]'),
    @('any', '(?i)\b((?:x-)?(?:api|auth|access|functions|amz-security|vault|consul|goog-api|ms-client|gitlab|private|job|deploy|shopify-access|postmark-server|postmark-account|server|subscription|ocp-apim-subscription|csrf|xsrf|request-verification|dd-api|dd-application|session|user|plex|emby|figma|nomad|rundeck-auth|datadog-api|x-[\w-]{1,40}?)[_-]?(?:key|token|secret|(?<=-)auth)["'']?\s{0,3}[:=][ \t]{0,3}["'']?)(?!\[|[a-z]{1,12}(?:[\s.,;]|$))[^\s"'',;<>]{4,4000}', '$1[secret]'),
    @('any', '(?i)(\b(?:x-jfrog-art-api|aeg-sas-key|aeg-sas-token|x-ms-authorization-auxiliary|x-functions-clientid)["'']?\s{0,3}[:=][ \t]{0,3}["'']?)(?!\[)[^\s"'',;<>]{4,4000}', '$1[secret]'),
    @('any', '(?i)(\b(?:set-)?cookie2?["'']?\s{0,3}[:=][ \t]{0,3}["'']?)(?![\s[])[^\r\n"''\\]{3,4000}', '$1[secret]'),
    @('any', '(\b(?:JSESSIONID(?:SSO)?|PHPSESSID|ASP\.NET_SessionId|ASPSESSIONID[A-Z]{8}|connect\.sid|laravel_session|CFTOKEN|_session_id|express\.sid|session_token|MSISAuth\w{0,10}|MYSAPSSO2|LtpaToken2?|SMSESSION|csrftoken|XSRF-TOKEN|_gitlab_session|grafana_session(?:_expiry)?|KEYCLOAK_(?:IDENTITY|SESSION)|wordpress_logged_in_\w{1,40}|AWSALB\w{0,4}|FedAuth|X-BackEndCookie|cadata\w{0,10})|\.ASPXAUTH|\.AspNetCore\.[\w.]{1,60}|__(?:Host|Secure)-[\w.-]{1,60})(["'']?\s{0,2}[:=]\s{0,2}["'']?)(?!\[)[^\s"'',;&]{6,4000}', '$1$2[secret]'),
    @('any', '(?i)\b(AUTH(?:ENTICATE)?\s{1,4}(?:PLAIN|LOGIN|XOAUTH2?|OAUTHBEARER|CRAM-MD5|DIGEST-MD5|NTLM|GSSAPI|EXTERNAL|SCRAM-[\w-]{1,20}|XYMCOOKIE)(?:\s{1,4}|[^\S\r\n]{1,4}[A-Za-z]{1,12}:[^\S\r\n]{1,4}))(?!AUTH|PLAIN|LOGIN|XOAUTH|CRAM|NTLM|OAUTH|GSSAPI|SCRAM|DIGEST|EXTERNAL|\[)(?![A-Za-z]{1,12}(?:[\s:]|$))[A-Za-z0-9+/]{4,8000}={0,2}(?=[\s"''\\,;)\]}<]|$)', '$1[secret]'),
    @('any', '(\b334(?:[ -](?:\[secret\]|(?!(?:[A-Za-z][a-z]{1,20})(?:[A-Z][a-z]{1,20}){0,8}\d{0,4}(?![A-Za-z0-9+/=])|(?:0x)?[0-9a-f]{1,400}(?![A-Za-z0-9+/=]))(?:[A-Za-z0-9+/]{4}){1,2000}(?:[A-Za-z0-9+/]{4}|[A-Za-z0-9+/]{3}=|[A-Za-z0-9+/]{2}==))[^\r\n]{0,400}|[ -]?["''\\]{0,3})\r?\n(?:[^\r\n]{0,80}[\s<>:"''])?)(?!(?:235|334|5\d\d|4\d\d)\b)(?!\[secret\])[A-Za-z0-9+/]{4,8000}={0,2}(?=["''\\]{0,3}(?:[\r\n,<]|$))', '$1[secret]'),
    @('any', '\b(334[ -])(?!(?:[A-Za-z][a-z]{1,20})(?:[A-Z][a-z]{1,20}){0,8}\d{0,4}(?![A-Za-z0-9+/=])|(?:0x)?[0-9a-f]{1,400}(?![A-Za-z0-9+/=]))(?:[A-Za-z0-9+/]{4}){1,2000}(?:[A-Za-z0-9+/]{4}|[A-Za-z0-9+/]{3}=|[A-Za-z0-9+/]{2}==)', '$1[secret]'),
    @('any', '(?m)((?:^|[\s"''([>]|(?=,>,))(?:(?:C:|C>|CLIENT -> (?:SERVER|SMTP):|-{2}>|={1,2}>|>{2,3}|<{2,3}|~>|SMTP>>|SMTP ->|,>,|send:|sent:|Sent:|write:|[Cc]lient:|CLIENT:)\s{0,4}|(?:->|[><])\s{1,4}(?=[A-Za-z+/]{0,4000}[\d=]))b?["'']?)(?=[A-Za-z+/]{0,4000}(?:\d|[a-z][A-Z]|=))(?!(?:EHLO|HELO|LHLO|MAIL|RCPT|AUTH|DATA|RSET|QUIT|NOOP|VRFY|HELP|BDAT|STARTTLS)\b)(?!(?:[A-Za-z][a-z]{1,20})(?:[A-Z][a-z]{1,20}){0,8}\d{0,4}(?![A-Za-z0-9+/=])|(?:0x)?[0-9a-f]{1,400}(?![A-Za-z0-9+/=]))(?:[A-Za-z0-9+/]{4}){1,2000}(?:[A-Za-z0-9+/]{4}|[A-Za-z0-9+/]{3}=|[A-Za-z0-9+/]{2}==)(?=["''\\\s,<]|$)', '$1[secret]'),
    @('any', '(\bresp=)(?!\[)[A-Za-z0-9+/]{4,8000}={0,2}(?=[\s"'',;)]|$)', '$1[secret]'),
    @('any', '(authentication fail(?:ed|ure): )(?!UGFzc3dvcmQ6|VXNlcm5hbWU6|\[)(?=[A-Za-z+/]{0,400}(?:\d|[a-z][A-Z]|=))(?:[A-Za-z0-9+/]{4}){2,2000}(?:[A-Za-z0-9+/]{3}=|[A-Za-z0-9+/]{2}==)?(?=[\s"'',;]|$)', '$1[secret]'),
    @('any', '(?m)((?:^|[\s"''>])(?:C:|C>|-{2,3}>|>{1,3}|={1,2}>|send:|sent:|[Cc]lient:)\s{0,4}["'']?(?:PASS |[\w.]{1,8} LOGIN "?[^\s"]{1,100}"? )"?)(?!tests?\b|\[)[^\s"]{3,200}', '$1[secret]'),
    @('any', '(?m)((?:^|[\s"'':>])(?:PASS |[\w.]{1,8} LOGIN "?[^\s"]{1,100}"? )"?)(?!tests?\b|\[)(?=[^\s]{0,200}[\dA-Z!$%^&*_+=~-])[^\s/":]{3,200}(?="?[ \t]{0,4}\r?$)', '$1[secret]'),
    @('any', '(?im)(^[ \t]{0,40}(?:- )?["'']?[\w.-]{0,60}(?:pass(?:word|wd|phrase|code|wort|ord)s?|kennwort|pwd(?!\s{0,2}=\s{0,2}\/)|\bsshpass(?=\s{0,2}[=:])|rediscli_auth|erlang[ _-]?cookie|(?:auth|nonce|logged_in|password|hash)[ _-]?salt|apikey_private|(?:devops_ext|github|gitlab|azp|ado)_pat(?=["'']?\s{0,2}[=:])|\bpasse|mot[ _-]de[ _-]passe|contrase(?:\u00f1|n)a|\bsenha|\bhas(?:l|\u0142)o|wachtwoord|l(?:\u00f6|o)senord|adgangskode|salasana|\bheslo|jelsz(?:\u00f3|o)|\bparola|(?:\u041f|\u043f)\u0430\u0440\u043e\u043b\u044c|\u5bc6\u7801|\u5bc6\u78bc|\u53e3\u4ee4|\u30d1\u30b9\u30ef\u30fc\u30c9|\ube44\ubc00\ubc88\ud638|(?:client|app|shared|account|storage|signing|encryption|webhook|consumer|session|cookie|jwt|hmac)[ _-]?secret|(?:account|access|api|shared[ _-]?access|secret|private|routing|integration|pre-?shared|encryption|signing|subscription|storage|admin|master|function|host|validation|decryption|service|session|license|connection|mailgun|sendgrid|stripe)[ _-]?key|bearer[ _-]?token|(?:access|refresh|id|auth|session|bootstrap|bot|api|security|personal|registration|deploy|csrf|agent|join|device|push|verification|reset|invite)[ _-]?token|\bsas(?:[ _-]?token)?|shared[ _-]?access[ _-]?signature|requirepass|masterauth|masteruser_?pass|\bcommunity_?string|(?:recovery|unseal|activation|product|backup|setup|instrumentation|tunnel|wep|radius)[ _-]?(?:key|code|secret)|seed[ _-]?phrase|\b(?:wpa_?)?psk|\botp(?=\s{0,2}[=:])|unlock_?pin|(?:store|key|trust)_?pass|root[ _-]token|\bj_password)["'']?[ \t]{0,8}[:=][ \t]{1,8})(?!\(\*|\$\{|\$\(|\{\{|\$(?:true|false|null|env:)|(?:&quot;|&#0?3[49];|%2[27]|\\u002[27])?\[(?:secret|token|data|private key|base64|name|hash)\])(?!(?:(?:oauth2|adal|x509): ["a-zR]|(?:Get|Post) "https?:\/\/|[45]\d\d (?:Bad Request|Unauthorized|Forbidden|Not Found|Too Many Requests|Internal Server Error|Bad Gateway|Service Unavailable|Gateway Time-?out)\b)|(?:is|was|were|not|no|has|have|must|may|can|cannot|could|should|the|a|an|of|for|from|in|on|and|or|to|by|with|incorrect|invalid|expired|required|failed|failure|authentication|mismatch|wrong|rejected|missing|null|nil|none|undefined|true|false|yes|unknown|empty|error|unauthorized|denied|string|prompt|reset|change|changed|policy|file|secret|token|\*{2,40}|x{3,40}|<[a-z][^<>]{0,40}>)(?:[\s.,;:!)"'']|$))[^\s"''|>=:,;{}[\]][^\s"''=:,;]{0,200}(?:[ \t]{1,4}[^\s"''=:,;#]{1,200}){1,8}(?=[ \t]{0,8}\r?$)', '$1[secret]'),
    @('any', '(?im)((?:pass(?:word|wd|phrase|code|wort|ord)s?|kennwort|pwd(?!\s{0,2}=\s{0,2}\/)|\bsshpass(?=\s{0,2}[=:])|rediscli_auth|erlang[ _-]?cookie|(?:auth|nonce|logged_in|password|hash)[ _-]?salt|apikey_private|(?:devops_ext|github|gitlab|azp|ado)_pat(?=["'']?\s{0,2}[=:])|\bpasse|mot[ _-]de[ _-]passe|contrase(?:\u00f1|n)a|\bsenha|\bhas(?:l|\u0142)o|wachtwoord|l(?:\u00f6|o)senord|adgangskode|salasana|\bheslo|jelsz(?:\u00f3|o)|\bparola|(?:\u041f|\u043f)\u0430\u0440\u043e\u043b\u044c|\u5bc6\u7801|\u5bc6\u78bc|\u53e3\u4ee4|\u30d1\u30b9\u30ef\u30fc\u30c9|\ube44\ubc00\ubc88\ud638|(?:client|app|shared|account|storage|signing|encryption|webhook|consumer|session|cookie|jwt|hmac)[ _-]?secret|(?:account|access|api|shared[ _-]?access|secret|private|routing|integration|pre-?shared|encryption|signing|subscription|storage|admin|master|function|host|validation|decryption|service|session|license|connection|mailgun|sendgrid|stripe)[ _-]?key|bearer[ _-]?token|(?:access|refresh|id|auth|session|bootstrap|bot|api|security|personal|registration|deploy|csrf|agent|join|device|push|verification|reset|invite)[ _-]?token|\bsas(?:[ _-]?token)?|shared[ _-]?access[ _-]?signature|requirepass|masterauth|masteruser_?pass|\bcommunity_?string|(?:recovery|unseal|activation|product|backup|setup|instrumentation|tunnel|wep|radius)[ _-]?(?:key|code|secret)|seed[ _-]?phrase|\b(?:wpa_?)?psk|\botp(?=\s{0,2}[=:])|unlock_?pin|(?:store|key|trust)_?pass|root[ _-]token|\bj_password)(?:[_-]?(?:value|text|hash|b64|base64|base|data|\d{1,2})|[ ]\d{1,2}(?=:))?(?:\[\])?(?:\\{0,7}["'']|&quot;|&#0?3[49];|%2[27]|\\u002[27])?\s{0,4}(?::=|=>|->|==?|::?|%3[ADad])[ \t]{0,8}(?:&quot;|&#0?3[49];|%2[27]|\\u002[27]|\s{1,40}(?=")|\r?\n[ \t]{1,40}(?=[^\s:#"''{}[\]-][^\s:]{2,200}[ \t]{0,8}\r?$))?)(?!:\s{0,3}\[[a-z])(?!\(\*|\$\{|\$\(|\{\{|\$(?:true|false|null|env:)|(?:&quot;|&#0?3[49];|%2[27]|\\u002[27])?\[(?:secret|token|data|private key|base64|name|hash)\])(?:\\{1,7}"(?:(?!\\{1,7}").){1,9000}\\{1,7}"|"(?:[^"\\\r\n]|\\.|""){1,9000}"?|N?''(?:[^''\\\r\n]|\\.|''''){1,9000}''?|\{[^{}\r\n]{1,400}\}(?=;)|`[^`\r\n]{1,2000}`|[|>][+-]?\d?[ \t]{0,4}\r?\n[ \t]{1,40}[^\r\n]{1,2000}(?:\r?\n[ \t]{1,40}(?![\w.-]{1,60}:|- )[^\r\n]{1,2000}){0,60}|(?!(?:(?:oauth2|adal|x509): ["a-zR]|(?:Get|Post) "https?:\/\/|[45]\d\d (?:Bad Request|Unauthorized|Forbidden|Not Found|Too Many Requests|Internal Server Error|Bad Gateway|Service Unavailable|Gateway Time-?out)\b)|(?:is|was|were|not|no|has|have|must|may|can|cannot|could|should|the|a|an|of|for|from|in|on|and|or|to|by|with|incorrect|invalid|expired|required|failed|failure|authentication|mismatch|wrong|rejected|missing|null|nil|none|undefined|true|false|yes|unknown|empty|error|unauthorized|denied|string|prompt|reset|change|changed|policy|file|secret|token|\*{2,40}|x{3,40}|<[a-z][^<>]{0,40}>)(?:[\s.,;:!)"'']|$))(?:[^\s"'',;&<>\\{|]|\\[^\s"''\\]|[,;&](?!\s|$|[\w .-]{1,40}[=:])|<(?![/\s])|["''](?=[^\s,;}\])"'']))(?:[^\s"'',;&<>\\]|\\[^"''\\\r\n]|[,;&](?!\s|$|[\w .-]{1,40}[=:])|<(?![/\s])|["''](?=[^\s,;}\])"''])){0,2000}(?:(?: {1,2}[^\s;="'',]{1,100}){1,8}(?=;))?)', '$1[secret]'),
    @('any', '((?:(?<=[a-z])(?:Pass|Pw)|(?:(?<![A-Za-z])|db|DB|user|smtp|mail|root|admin|mysql|ldap|bind|sasl|http|proxy|auth|sql|ftp)(?:[Pp]ass|PASS|[Pp]w|PW))(?:[_-]?(?:value|text|hash|b64|base64|base|data|\d{1,2})|[ ]\d{1,2}(?=:))?(?:\[\])?(?:\\{0,7}["'']|&quot;|&#0?3[49];|%2[27]|\\u002[27])?\s{0,4}(?::=|=>|->|==?|::?|%3[ADad])[ \t]{0,8}(?:&quot;|&#0?3[49];|%2[27]|\\u002[27]|\s{1,40}(?=")|\r?\n[ \t]{1,40}(?=[^\s:#"''{}[\]-][^\s:]{2,200}[ \t]{0,8}\r?$))?)(?!\(\*|\$\{|\$\(|\{\{|\$(?:true|false|null|env:)|(?:&quot;|&#0?3[49];|%2[27]|\\u002[27])?\[(?:secret|token|data|private key|base64|name|hash)\])(?!\d{1,9}(?:[\s.,;]|$)|\/)(?:\\{1,7}"(?:(?!\\{1,7}").){1,9000}\\{1,7}"|"(?:[^"\\\r\n]|\\.|""){1,9000}"?|N?''(?:[^''\\\r\n]|\\.|''''){1,9000}''?|\{[^{}\r\n]{1,400}\}(?=;)|`[^`\r\n]{1,2000}`|(?=\S{10}|\S{0,9}[0-9A-Z_~+=!$^&*-])(?!(?:(?:oauth2|adal|x509): ["a-zR]|(?:Get|Post) "https?:\/\/|[45]\d\d (?:Bad Request|Unauthorized|Forbidden|Not Found|Too Many Requests|Internal Server Error|Bad Gateway|Service Unavailable|Gateway Time-?out)\b)|(?:is|was|were|not|no|has|have|must|may|can|cannot|could|should|the|a|an|of|for|from|in|on|and|or|to|by|with|incorrect|invalid|expired|required|failed|failure|authentication|mismatch|wrong|rejected|missing|null|nil|none|undefined|true|false|yes|unknown|empty|error|unauthorized|denied|string|prompt|reset|change|changed|policy|file|secret|token|\*{2,40}|x{3,40}|<[a-z][^<>]{0,40}>)(?:[\s.,;:!)"'']|$))(?:[^\s"'',;&<>\\{|]|\\[^\s"''\\]|[,;&](?!\s|$|[\w .-]{1,40}[=:])|<(?![/\s])|["''](?=[^\s,;}\])"'']))(?:[^\s"'',;&<>\\]|\\[^"''\\\r\n]|[,;&](?!\s|$|[\w .-]{1,40}[=:])|<(?![/\s])|["''](?=[^\s,;}\])"''])){0,2000}(?:(?: {1,2}[^\s;="'',]{1,100}){1,8}(?=;))?)', '$1[secret]'),
    @('any', '(?m)((?:[sS][eE][cC][rR][eE][tT]|(?<=_)[cC][rR][eE][dD][eE][nN][tT][iI][aA][lL][sS]?(?==)|(?<!P[uU][bB][lL][iI][cC]K[eE][yY])(?<![cC][lL][uU][sS][tT][eE][rR]-)(?!(?<=[cC][aA][nN][nN][oO][tT] [fF][eE][tT][cC][hH] )[tT][oO][kK][eE][nN]: [45]\d\d(?![^\s"\\]))[tT][oO][kK][eE][nN]|[aA][uU][tT][hH][_-]?[kK][eE][yY]|[cC][rR][eE][dD][eE][nN][tT][iI][aA][lL][sS]?(?=["'']{0,1}[:=]\s{0,1}["''])|[aA][pP][iI][kK][eE][yY])(?:[_-]?(?:value|text|hash|b64|base64|base|data|\d{1,2})|[ ]\d{1,2}(?=:))?(?:\[\])?(?:\\{0,7}["'']|&quot;|&#0?3[49];|%2[27]|\\u002[27])?\s{0,4}(?::=|=>|->|==?|::?|%3[ADad])[ \t]{0,8}(?:&quot;|&#0?3[49];|%2[27]|\\u002[27]|\s{1,40}(?=")|\r?\n[ \t]{1,40}(?=[^\s:#"''{}[\]-][^\s:]{2,200}[ \t]{0,8}\r?$))?)(?!:\s{0,3}\[[a-z])(?!\(\*|\$\{|\$\(|\{\{|\$(?:true|false|null|env:)|(?:&quot;|&#0?3[49];|%2[27]|\\u002[27])?\[(?:secret|token|data|private key|base64|name|hash)\])(?:\\{1,7}"(?:(?!\\{1,7}").){1,9000}\\{1,7}"|"(?:[^"\\\r\n]|\\.|""){1,9000}"?|N?''(?:[^''\\\r\n]|\\.|''''){1,9000}''?|\{[^{}\r\n]{1,400}\}(?=;)|`[^`\r\n]{1,2000}`|[|>][+-]?\d?[ \t]{0,4}\r?\n[ \t]{1,40}[^\r\n]{1,2000}(?:\r?\n[ \t]{1,40}(?![\w.-]{1,60}:|- )[^\r\n]{1,2000}){0,60}|(?=\S{10}|\S{0,9}[0-9A-Z_~+/=.-])(?![a-z]{2,20}[ \t]{1,4}[a-z]{2,20}\b)(?!(?:(?:oauth2|adal|x509): ["a-zR]|(?:Get|Post) "https?:\/\/|[45]\d\d (?:Bad Request|Unauthorized|Forbidden|Not Found|Too Many Requests|Internal Server Error|Bad Gateway|Service Unavailable|Gateway Time-?out)\b)|(?:is|was|were|not|no|has|have|must|may|can|cannot|could|should|the|a|an|of|for|from|in|on|and|or|to|by|with|incorrect|invalid|expired|required|failed|failure|authentication|mismatch|wrong|rejected|missing|null|nil|none|undefined|true|false|yes|unknown|empty|error|unauthorized|denied|string|prompt|reset|change|changed|policy|file|secret|token|\*{2,40}|x{3,40}|<[a-z][^<>]{0,40}>)(?:[\s.,;:!)"'']|$))(?:[^\s"'',;&<>\\{|]|\\[^\s"''\\]|[,;&](?!\s|$|[\w .-]{1,40}[=:])|<(?![/\s])|["''](?=[^\s,;}\])"'']))(?:[^\s"'',;&<>\\]|\\[^"''\\\r\n]|[,;&](?!\s|$|[\w .-]{1,40}[=:])|<(?![/\s])|["''](?=[^\s,;}\])"''])){0,2000}(?:(?: {1,2}[^\s;="'',]{1,100}){1,8}(?=;))?)', '$1[secret]'),
    @('any', '(?i)(<(?:[\w-]{1,30}:)?[\w.-]{0,40}(?:password|passwd|pwd|secret|token|apikey|kennwort|passphrase|privatekey|accesskey)(?:\s[^<>]{0,200})?>|<[\w:.-]{1,60}\s[^<>]{0,200}?(?:name|key|id)\s{0,2}=\s{0,2}["''][\w.:-]{0,60}(?:password|passwd|pwd|secret|token|apikey|kennwort|passphrase|privatekey|accesskey)["''](?:\s[^<>]{0,200})?(?<!\/)>)(?!\s{0,40}\[)[^<]{1,2000}(?=<\/)', '$1[secret]'),
    @('any', '(?i)((?:key|name)["'']?\s{0,3}[:=][ \t]{0,3}["'']?[\w.:-]{0,60}(?:password|passwd|pwd|pass|secret|token|api[_-]?key|access[_-]?key|account[_-]?key|private[_-]?key)["'']?,?\s{1,40}["'']?value["'']?\s{0,3}[:=][ \t]{0,3}|"name":\s{0,2}"[\w.-]{0,60}(?:password|passwd|pwd|pass|secret|token|api_?key|access_?key)",\s{0,40}"value":\s{0,2})(?!\[)(?:"[^"\r\n]{1,2000}"?|''[^''\r\n]{1,2000}''?|[^\s"'',}<>]{1,2000})', '$1[secret]'),
    @('any', '(?i)(\bvalue["'']?\s{0,3}[:=][ \t]{0,3})(?:"[^"\r\n[]{1,2000}"|''[^''\r\n[]{1,2000}'')(?=,?\s{0,40}["'']?(?:key|name)["'']?\s{0,3}[:=][ \t]{0,3}["'']?[\w.:-]{0,60}(?:password|passwd|pwd|secret|token|api[_-]?key|access[_-]?key)\b)', '$1[secret]'),
    @('any', '(\b[A-Z][A-Z0-9_]{1,60}_KEY(?:["'']?\s{0,3}[:=][ \t]{0,3}["'']?|["'']?(?:,\s{0,40}|\s{1,40})["'']?value["'']?\s{0,3}[:=][ \t]{0,3}["'']?))(?!\/)(?=[A-Za-z_+/=-]{0,60}\d)(?=[\d_+/=-]{0,60}[A-Za-z])[A-Za-z0-9_+/=-]{20,2000}(?![\w.:])', '$1[secret]'),
    @('any', '(?i)(\w\(\s{0,3}["''][\w.:-]{0,60}(?:password|passwd|pwd|passphrase|secret|token|api[_.-]?key|access[_.-]?key)["'']\s{0,3},\s{0,3})(?:"(?!\[)[^"\r\n]{3,2000}"|''(?!\[)[^''\r\n]{3,2000}'')', '$1[secret]'),
    @('any', '(?m)((?:\b[A-Za-z][A-Za-z0-9+.-]{0,30}:|(?<=[\s"''=(]|^))\/\/[^\s:/@"''<>?#]{0,100}(?:@[^\s:/@"''<>?#]{1,100})?:)(?!\d{1,5}(?:[/?#\s"'',)]|$))(?!\[secret\]@)[^\s"''<>]{1,400}@', '$1[secret]@'),
    @('any', '(\b[A-Za-z][A-Za-z0-9+.-]{0,30}:\/\/)(?!\[)(?=[^\s:/@"''<>?#]{0,199}\d)[^\s:/@"''<>?#]{16,200}(:[^\s/@"''<>?#]{1,100})?@', '$1[secret]$2@'),
    @('any', '(?<![\w./-])([\w.-]{1,64}:)(?!\[|\/\/)[^\s@"''<>]{1,100}@(?!sha(?:256|512):)(?=[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){0,8}:\d)', '$1[secret]@'),
    @('any', '(?m)(?<![\w./@-])([A-Za-z][\w.-]{0,63}:)(?!\[|\/\/)(?=[^\s@]{0,99}\d)(?=[^\s@]{0,99}[a-z])(?=[^\s@]{0,99}[A-Z])[^\s@"''<>:,;]{6,100}@(?!sha(?:256|512):)(?=[A-Za-z][\w-]{0,62}(?:[\s"'',;/)]|$))', '$1[secret]@'),
    @('any', '(?<![\w./:@-])([A-Za-z][\w$#]{0,29}\/)(?!\[)[^\s/@"''<>]{3,60}@(?=(?:\/\/)?[A-Za-z0-9][\w.-]{0,253}:\d{2,5}[:/]\w)', '$1[secret]@'),
    @('any', '((?:jdbc:oracle:(?:thin|oci\d?):|\bsqlplus\s{1,3}(?:-\w{1,10}\s{1,3}){0,4})[^\s/@:"'']{1,100}\/)(?!\[|\/)[^\s@"'']{1,200}@', '$1[secret]@'),
    @('any', '(?i)([?&;](?:sig|signature|x-amz-signature|x-amz-credential|x-amz-security-token|x-goog-signature|x-goog-credential|key-pair-id|access_?token|id_?token|refresh_?token|code|code_verifier|key|token|auth|authkey|apikey|api[_-]key|session_?id|sid|ticket|assertion|samlresponse|jwt|hmac|otp|pass|pwd)=)(?!\[)[^&\s"''<>]{3,4000}', '$1[secret]'),
    @('any', '(?im)((?:^|[\s"''&?])(?:code|assertion|client_assertion|samlresponse|code_verifier|otp|sig)=)(?!\[)(?=[^&\s"''<>]{0,400}\d)(?=[^&\s"''<>]{0,400}[A-Za-z])[^&\s"''<>]{10,4000}', '$1[secret]'),
    @('any', '(?i)(\b(?:u|user|username|login|email)=[^&\s"''<>]{1,200}&(?:p|pw)=)(?!\[)[^&\s"''<>]{3,400}', '$1[secret]'),
    @('any', '(?i)((?:hooks\.slack(?:-gov)?\.com\/(?:services|workflows|triggers)|(?:ptb\.|canary\.)?discord(?:app)?\.com\/api(?:\/v\d{1,2})?\/webhooks|[\w-]{1,60}\.webhook\.office\.com\/webhookb2|outlook\.office(?:365)?\.com\/webhook(?:b2)?|hooks\.zapier\.com\/hooks\/catch|maker\.ifttt\.com\/trigger|[\w.-]{1,60}\.(?:logic\.azure|powerplatform)\.com(?::\d{1,5})?|events\.pagerduty\.com\/integration|api\.telegram\.org|webhook\.site|hc-ping\.com|api\.opsgenie\.com|open\.(?:feishu\.cn|larksuite\.com)\/open-apis\/bot\/v2\/hook|alert\.victorops\.com\/integrations|hook\.[\w.]{1,20}\.make\.com|outlook\.live\.com\/webhook)\/)(?!\[)[^\s"''<>)\]]{3,2000}', '$1[secret]'),
    @('any', '(?i)(https?:\/\/[^\s/"''<>]{1,253}\/(?:hooks?|webhooks?)\/)(?=[A-Za-z_/-]{0,200}\d|[a-z]{26}(?![\w/-]))[A-Za-z0-9_/-]{20,400}', '$1[secret]'),
    @('any', '(?i)((?<![\w-])(?!--initial-cluster)(?:--?[A-Za-z][\w-]{0,40}(?:password|passwd|passphrase|pwd|secret|token|api-?key|access-?key|private-?key|certificate-key)|--?(?:certificate-key|password|passwd|pass|pwd|secret|token|passphrase|pw))(?:\s{1,3}|["'']?,\s{0,3}["'']?|["'']?\s{0,3}\n[ \t]{0,40}- |\\?0|\u0000)["'']?)(?!-|\/|\[|\||&|\(|\$)[^\s"'',\u0000]{3,2000}', '$1[secret]'),
    @('any', '(\b(?:(?:mysql|mysqldump|mysqladmin|mariadb|mariadb-dump)\b[^\r\n|;]{0,200}?\s-p|sshpass\s{1,3}-p\s{0,3}|sqlcmd\b[^\r\n|;]{0,200}?\s-P\s{0,3}|bcp\b[^\r\n|;]{0,200}?\s-P\s{0,3}|swaks\b[^\r\n|;]{0,300}?\s-(?:ap|-?auth-password)\s{1,3}|redis-cli\b[^\r\n|;]{0,200}?\s-a\s{1,3}|ldap(?:search|modify|add|whoami|passwd|delete)\b[^\r\n|;]{0,200}?\s-w\s{1,3}|(?:docker|podman|helm|(?:az|oc|net)\b|crictl|nerdctl|skopeo)\b[^\r\n|;]{0,100}?\blogin\b[^\r\n|;]{0,200}?\s-p\s{1,3}|plink\b[^\r\n|;]{0,200}?\s-pw\s{1,3}|mosquitto_(?:pub|sub)\b[^\r\n|;]{0,200}?\s-P\s{1,3}|(?:smbclient|rpcclient|mount\.cifs)\b[^\r\n|;]{0,200}?\s-U\s{1,3}[^\s%]{1,100}%|htpasswd\s{1,3}-\w{0,4}b\w{0,4}\s{1,3}\S{1,200}\s{1,3}\S{1,100}\s{1,3}|net(?:\.exe)?\s{1,3}user\s{1,3}\S{1,100}\s{1,3}(?![/*])|xfreerdp\b[^\r\n|;]{0,200}?\s\/p:|(?:mongo|mongosh|mongodump|mongoexport|mongorestore|psexec(?:64)?(?:\.exe)?)\b[^\r\n|;]{0,200}?\s-p\s{1,3}|keytool\b[^\r\n|;]{0,300}?\s-(?:storepass|keypass|srcstorepass|deststorepass)\s{1,3}|schtasks(?:\.exe)?\b[^\r\n|;]{0,300}?\s\/rp\s{1,3}|rabbitmqctl\s{1,3}(?:add_user|change_password|authenticate_user)\s{1,3}\S{1,100}\s{1,3}|vault\s{1,3}login\s{1,3}|aws\s{1,3}configure\s{1,3}set\s{1,3}aws_(?:secret_access_key|session_token)\s{1,3}|snmp(?:get|walk|set|bulkwalk|bulkget|getnext|table|trap|inform)\b[^\r\n|;]{0,200}?\s-[cAX]\s{1,3}))(?!-|\[|["'']?\$)(?:"[^"\r\n]{1,400}"|''[^''\r\n]{1,400}''|[^\s"''\\]{3,400})', '$1[secret]'),
    @('any', '(?i)(\becho\s{1,3}(?:-n\s{1,3})?["'']?(?:[\w.-]{1,64}:(?=[^\n|]{1,200}\|\s{0,3}(?:sudo\s{1,3})?chpasswd))?)(?!\[|\$)[^\s"''|[]{3,200}(?=["'']?\s{0,3}\|\s{0,3}(?:sudo\s{1,3})?(?:sudo\s{1,3}-S|passwd\s{1,3}--stdin|chpasswd|docker\s{1,3}login|-S\b))|(\bnet(?:\.exe)?\s{1,3}use\s{1,3}(?:\w:\s{1,3})?\\{2,4}[^\s]{1,200}\s{1,3})(?!\/|\[|\*)[^\s"'']{3,200}(?=\s{1,3}\/user:)|(\bchpasswd\s{1,3}<<<\s{0,3}["'']?[\w.-]{1,64}:)(?!\[)[^\s"'']{3,200}', '$1$2$3[secret]'),
    @('any', '(?im)(\b(?:identified\s{1,3}(?:with\s{1,3}\w{1,40}\s{1,3})?by|password\s{0,3}(?=\()|with\s{1,3}password)\s{0,3}\(?\s{0,3}N?)(?:''[^''\r\n]{1,400}''(?=\)|;|\s|$)|"(?!\[)[^"\r\n\s]{1,400}"(?=;|$))', '$1[secret]'),
    @('any', '((?:\bETCDCTL_USER=|--user[= ]["'']?)(?!system:)[\w.-]{1,64}:)(?!\d{1,10}(?:[\s"'',]|$)|\[|\/)[^\s"'',]{3,400}', '$1[secret]'),
    @('any', '(\s(?:-u|--user|--proxy-user|-U)[\s=]{0,3}["'']?(?!system:)[^\s:"''-][^\s:"'']{0,100}:["'']?)(?!\[|\/|\d{1,10}(?:[\s"'',]|$))[^\s"'']{1,400}', '$1[secret]'),
    @('any', '(\s-?(?:pass(?:in|out)?|srppass|k)[ =]{1,3}["'']?pass:)(?!\[)[^\s"'']{1,400}', '$1[secret]'),
    @('any', '(\blogin\s{1,4}[^\s"'']{1,100}\s{1,4}password[ \t]{1,4})(?!\[)[^\s"'',<>]{3,400}', '$1[secret]'),
    @('any', '(?m)((?:^[ \t]{0,20}(?:requirepass|masterauth|bindpw|rootpw|auth_pass|password|passwd|passphrase|secret|rocommunity|rwcommunity|com2sec\s{1,4}\S{1,60}\s{1,4}\S{1,60}|snmp-server\s{1,4}community|enable\s{1,4}(?:secret|password)(?:\s{1,4}\d)?|pre-shared-key|radius-server\s{1,4}key|tacacs-server\s{1,4}key|tunnel\s{1,4}secret|wep\s{1,4}key|snmp\s{1,4}community|community)|\b(?:ENV|ARG|export|setenv|SET)\s{1,4}[A-Z0-9_]{0,60}(?:PASSWORD|PASSWD|TOKEN|SECRET|APIKEY|_KEY))[ \t]{1,8}["'']?)(?![=:[]|(?:is|was|for|has|not|must|cannot|authentication|change|changed|expired|incorrect|invalid|required|failed|reset|policy|file|store|hash|sync|prompt)\b)[^\s"''=:]{3,400}(?=["'']?(?:[ \t]{0,8}\r?$|[ \t]{1,8}(?:RO|RW|ro|rw)\b))', '$1[secret]'),
    @('any', '(?m)(\b[Pp]assword(?:\s{1,3}(?:is|was))?\s{1,3}["''`]?)(?!\[)(?=[^\s"''`]{0,60}[\d!$%^&*#])(?=[^\s"''`]{0,60}[a-z])(?=[^\s"''`]{0,60}[A-Z])[^\s"''`:;,()=/]{6,64}(?=["''`.,;)]?(?:\s|$))', '$1[secret]'),
    @('any', '((?:\bPlainAuth\s{0,2}\(?\s{0,4}(?:(?:["''][^"''\r\n]{0,100}["'']|[\w.]{1,60})\s{0,4},\s{0,4}){2}["'']|\b(?:ConvertTo-SecureString|convertto-securestring)\s{1,4}(?:-String\s{1,4})?["'']?))(?![-$([])[^\s"'',)]{2,400}', '$1[secret]'),
    @('any', '(?m)(\bstatic:[^\s:]{1,100}:|^[ \t]{0,8}[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,8}(?::[a-z\d]{2,10})?[ \t]{1,8}[^\s:@[\]]{1,64}@[A-Za-z0-9.-]{3,253}:(?!\d{1,5}\s)|(?<![\w])\[[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,8}\]:[a-z\d]{2,10}[ \t]{1,8}[^\s:[\]]{1,100}:|^[ \t]{0,8}[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,8}[ \t]{1,8}apikey:)(?!\[)[^\s"''\\]{2,400}(?=[ \t"''\\]|\r?$)', '$1[secret]'),
    @('any', '(?i)\b((?:token|password|passwd|secret|api[ -]?key|passphrase)(?:\s{1,3}for\s{1,3}[^\s]{1,60})?(?:\s{1,3}(?:is|was)|:)?\s{1,3}["''`]?)(?=[A-Za-z_~+=.-]{0,400}\d)(?=[^a-zA-Z\s]{0,40}[A-Za-z])(?![a-z]{1,12}-|\/|\[)[A-Za-z0-9_~+=-][A-Za-z0-9_~+/=.-]{15,2000}', '$1[secret]'),
    @('any', '(?i)\b((?:password|passwd|passphrase|token|api[ -]?key)(?:\s{1,3}(?:is|was))?\s{1,3})(?:"(?!\[)(?=[^"\s]{0,200}[\d!$%^&*_+=~])[^"\s]{6,400}"|''(?!\[)(?=[^''\s]{0,200}[\d!$%^&*_+=~])[^''\s]{6,400}'')', '$1[secret]'),
    @('any', '(\bcurl(?:\.exe)?\s(?:[^\r\n|;]{0,400}?\s)?(?:(?:-E|--cert|--proxy-cert)[\s=]{1,3}["'']?[^\s:"''|]{1,200}\.\w{2,4}:|(?:-b|--cookie)[\s=]{1,3}(?=["'']?[^\s"'']{1,64}=)|(?:-u|--user|--proxy-user|-U)[\s=]{1,3}["'']?[^\s:"'']{1,100}:(?=\d{3,10}(?:["''\s]|$))))(?!\[|["'']\[|\/)(?:"[^"\r\n]{1,2000}"?|''[^''\r\n]{1,2000}''?|[^\s"'']{1,2000})', '$1[secret]'),
    @('any', '(\b(?:ldap(?:search|modify|add|whoami|passwd|delete|compare)\b[^\r\n|;]{0,300}?\s-w|ipmitool\b[^\r\n|;]{0,200}?\s-P[ \t]{1,3}|zip\b[^\r\n|;]{0,100}?\s-P[ \t]{1,3}|7z[azr]?[ \t]{1,3}\w{1,2}\s[^\r\n|;]{0,200}?(?<=\s)-p|unzip\b[^\r\n|;]{0,100}?\s-P[ \t]{1,3}|lftp\b[^\r\n|;]{0,100}?\s-u[ \t]{1,3}["'']?[^\s,"'']{1,100},|openssl\b[^\r\n|;]{0,200}?\s-k[ \t]{1,3}|useradd\b[^\r\n|;]{0,200}?\s-p[ \t]{1,3}|usermod\b[^\r\n|;]{0,200}?\s-p[ \t]{1,3}|mc[ \t]{1,3}(?:alias[ \t]{1,3}set|config[ \t]{1,3}host[ \t]{1,3}add)[ \t]{1,3}\S{1,100}[ \t]{1,3}\S{1,300}[ \t]{1,3}\S{1,100}[ \t]{1,3}|kinit\b[^\r\n|;]{0,100}?<<<\s{0,3}|snmp\w{2,12}\b[^\r\n|;]{0,200}?\[secret\][^\r\n|;]{0,100}?\s-[AX][ \t]{1,3}|createUser[ \t]{1,3}\S{1,64}[ \t]{1,3}(?:MD5|SHA(?:-\d{3})?)[ \t]{1,3}(?:\[secret\][ \t]{1,3}(?:AES|DES)[ \t]{1,3})?|AuthBasicFake[ \t]{1,3}\S{1,64}[ \t]{1,3}))(?!-|\[|["'']?\$|["'']\[|\/)(?:"[^"\r\n]{1,400}"?|''[^''\r\n]{1,400}''?|[^\s"''\\]{3,400})', '$1[secret]'),
    @('any', '(\bcreateUser[ \t]{1,3}\S{1,64}[ \t]{1,3}\S{1,8}[ \t]{1,3}\[secret\][ \t]{1,3}(?:AES|DES)[ \t]{1,3})(?!\[)[^\s"'']{3,400}', '$1[secret]'),
    @('any', '(\bdefine\s{0,2}\(\s{0,3}["'']\w{0,60}(?:PASSWORD|PASSWD|PASS|PWD|SECRET|TOKEN|KEY|SALT)["'']\s{0,3},\s{0,3}|(?:\b|[a-z_])(?:[Pp]assword|[Pp]asswd|[Pp]assphrase|[Aa]pi_?[Kk]ey|[Cc]lient_?[Ss]ecret|[Aa]ccess_?[Tt]oken)\s{0,2}\(\s{0,3}(?=["''][^"'']{1,200}["'']\s{0,3}\))|"[\w-]{0,60}(?:password|passwd|secret|token|api_?key)"\s{0,3}\{[^{}]{0,300}?\bdefault\s{0,3}=\s{0,3})(?:"(?!\[)(?:[^"\\\r\n]|\\.){1,2000}"|''(?!\[)(?:[^''\\\r\n]|\\.){1,2000}'')', '$1[secret]'),
    @('any', '(?i)(\b(?:user|username|login|uid|user_?name)["'']?\s{0,2}[=:]\s{0,2}["'']?[^\s,;&"'']{1,100}["'']?[\s,;&]{1,3}["'']?(?:pass|pw)["'']?\s{0,2}[=:]\s{0,2})(?!\[|["'']\[|[\d/])(?:"[^"\r\n]{1,400}"?|''[^''\r\n]{1,400}''?|[^\s"'',;&)\]}]{3,400})', '$1[secret]'),
    @('any', '((?:(?:[Aa]uth|[Mm]ail|[Ss]mtp|[Uu]ser|[Dd]b|[Bb]ind|[Ll]dap|[Rr]oot|[Aa]dmin|[Ss]asl|[Pp]roxy|[Ss]sh|[Bb]ecome|[Ii]map|[Pp]op3?|[Rr]edis|[Rr]abbit|[Ss]ql|[Pp]g|[Ff]tp|[Ss]vc|[Ll]ogin)(?:[_.-]?pass|Pass|PASS|[_.-]?pw|Pw|PW)|(?:AUTH|MAIL|SMTP|USER|DB|BIND|LDAP|ROOT|ADMIN|SASL|PROXY|SSH|IMAP|POP3?|REDIS|RABBIT|SQL|PG|MYSQL|FTP|SVC|LOGIN)_?(?:PASS|PW))["'']?[ \t]{0,4}[=:][ \t]{0,4})(?!\[|["'']\[|[/$\d{]|(?:ok|true|false|yes|no|null|none|is|was|failed|required)\b)(?:"[^"\r\n]{1,400}"?|''[^''\r\n]{1,400}''?|[^\s"'',;&<>\\]{3,400})', '$1[secret]'),
    @('any', '((?<![\w-])(?:r[ow]community6?[ \t]{1,4}(?=\S{3,64}[ \t]{1,4}[\w./:]{3,64})|(?:insecure-password|stats[ \t]{1,4}auth[ \t]{1,4}[^\s:]{1,64}:|(?:bindpw|rootpw|auth_pass)[ \t]{1,4}["'']?|SetCredential=[\w.-]{1,100}:|client_send\s{0,3}=\s{0,3}:?\s{0,3}\^?[^\s^:]{1,64}\s{0,3}[:^]\s{0,3}|PSK[ \t]{1,4}(?=["'']))\s{0,4}|AuthLDAPBindPassword[ \t]{1,4}|\bchpasswd:\s{1,20}(?:list|users):\s{0,4}\|?\s{1,40}[\w-]{1,64}:))(?!\[|["'']\[|\/)(?:"[^"\r\n]{1,400}"?|''[^''\r\n]{1,400}''?|[^\s"'']{3,400})', '$1[secret]'),
    @('any', '(\$ANSIBLE_VAULT;[\d.]{1,5};AES\d{0,3}(?:;[\w.-]{1,60})?(?:\s{1,20}|\\n\s{0,20}))[0-9a-f]{20,100}(?:(?:\s{1,20}|\\n\s{0,20})[0-9a-f]{2,100}){0,2000}|(\bgrub\.pbkdf2\.sha512\.\d{1,7}\.)[0-9A-F.]{16,600}|((?:\bkey|secret)\s{0,3}=\s{0,3})AQ[A-Za-z0-9+/]{20,60}==?|(\bencrypt["'']?\s{0,3}[=:]\s{0,3}["''])(?=[A-Za-z0-9+/]{22,43}=)[A-Za-z0-9+/]{22,43}={1,2}|(\b[A-Z]{2,20}_KEY["'']?\s{0,2}[=:]\s{0,2}["'']?base64:)[A-Za-z0-9+/]{20,100}={0,2}', '$1$2$3$4$5[data]'),
    @('any', '(?i)(\bConvertTo-SecureString[ \t]{1,4}(?:(?:-AsPlainText|-Force|-String|-a|-f)[ \t]{1,4}){1,3})(?![-$([]|["'']\[)(?:"[^"\r\n]{1,400}"?|''[^''\r\n]{1,400}''?|[^\s"'')]{3,400})', '$1[secret]'),
    @('any', '(?i)(01000000d08c9ddf0115d1118c7a00c04fc297eb)[0-9a-f]{8,30000}|(AQAAANCMnd8BFdERjHoAwE\/Cl\+s)[A-Za-z0-9+/]{8,30000}={0,2}', '$1$2[data]'),
    @('any', '(\b(?:NetworkCredential|PSCredential|PasswordAuthentication|UsernamePasswordCredentials|BasicAWSCredentials|BasicAuth|SetBasicAuth|HTTPBasicAuth|basic_auth|login|authenticate|Authenticate|AuthenticateAsync|setCredentials)\]?(?:::new)?\s{0,2}\(?\s{0,4}(?:"[^"\r\n]{0,100}"|''[^''\r\n]{0,100}''|[\w.]{1,60})\s{0,4},\s{0,4})(?:"(?!\[)[^"\r\n]{2,400}"|''(?!\[)[^''\r\n]{2,400}'')', '$1[secret]'),
    @('any', '(?i)(\bsetx(?:\.exe)?[ \t]{1,4}["'']?\w{0,60}(?:PASSWORD|PASSWD|PWD|PASS|TOKEN|SECRET|APIKEY|API_KEY|ACCESS_KEY)["'']?[ \t]{1,4}|\/v[ \t]{1,4}["'']?\w{0,60}(?:password|passwd|pwd|secret|token)["'']?\s[^\r\n]{0,100}?\/d[ \t]{1,4}|\b\w{0,60}(?:password|passwd|pwd|secret)[ \t]{1,8}REG_(?:EXPAND_|MULTI_)?SZ[ \t]{1,8})(?!\[|["'']\[|\/)(?:"[^"\r\n]{1,400}"?|''[^''\r\n]{1,400}''?|[^\s"'']{2,400})', '$1[secret]'),
    @('any', '(?i)(\b(?:net(?:\.exe)?[ \t]{1,3}use\s[^\r\n]{0,200}?\/user:\S{1,100}[ \t]{1,3}|(?:osql|isql)(?:\.exe)?\s[^\r\n|;]{0,200}?\s-P\s{0,3}|certutil(?:\.exe)?\s[^\r\n|;]{0,100}?-p[ \t]{1,3}|signtool(?:\.exe)?\s[^\r\n|;]{0,200}?\/p[ \t]{1,3}|cmdkey(?:\.exe)?\s[^\r\n|;]{0,200}?\/pass:|(?:appcmd(?:\.exe)?\s[^\r\n|;]{0,300}?password:)))(?!\[|\/|\*|["'']\[)(?:"[^"\r\n]{1,400}"?|''[^''\r\n]{1,400}''?|[^\s"''/]{3,400})', '$1[secret]'),
    @('any', '(?i)(<(?:[\w-]{1,30}:)?\w{0,40}(?:password|passwd|pwd|secret|token|passphrase|apikey)(?:\s[^<>]{0,100}?)?\svalue\s{0,2}=\s{0,2}["'']|<(?:[\w-]{1,30}:)?\w{0,40}Password>\s{0,40}<Value>)(?!\[)[^"''<>]{1,2000}', '$1[secret]'),
    @('any', '(?i)(\b(?:create|alter)[ \t]{1,4}(?:user|role|login|group)\s[^\r\n;]{0,200}?\bpassword\s{0,3}=?\s{0,3}N?)''(?!\[)(?:[^''\r\n]|''''){1,400}''', '$1[secret]'),
    @('any', '(?i)(\b(?:create|alter)[ \t]{1,4}user[ \t]{1,4}\S{1,128}[ \t]{1,4}identified[ \t]{1,4}by[ \t]{1,4}|\bidentified[ \t]{1,4}by[ \t]{1,4}values[ \t]{1,4}'')(?!values\b|[''"[])[^\s;'']{3,400}', '$1[secret]'),
    @('any', '(?<![\w/.-])(md5(?=[0-9a-f]{32}\b)|SCRAM-SHA-(?:1|256|512)\$\d{1,7}:|\*(?=[0-9A-F]{40}\b)|[\w$.-]{1,64}:\d{1,7}:(?=[0-9a-f]{32}:[0-9a-f]{32}:::))(?:[0-9A-Fa-f]{32,40}(?::[0-9a-f]{32})?|[A-Za-z0-9+/]{4,100}={0,2}\$[A-Za-z0-9+/=:]{8,400})', '$1[hash]'),
    @('any', '(?m)(?<![\w.*:/-])((?:\*|localhost|[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,8}):(?:\*|\d{2,5}):(?:\*|[\w$-]{1,63}):(?=[^\s:]{0,63}[A-Za-z])[\w$.@-]{1,63}:)(?!\[|\d{1,6}(?::|$|\s))[^\s:"''@/]{4,200}(?=["''<,;\s]|$|\\n)', '$1[secret]'),
    @('any', '(?m)(\b(?:sqlplus|expdp|impdp|exp|imp|sqlldr|rman|tnsping|dgmgrl|asmcmd)(?:\.exe)?[ \t]{1,3}(?:(?:-\w{1,10}|target|auxiliary|catalog|userid=?)\s{0,3}){0,5}["'']?[A-Za-z][\w$#]{0,29}\/)(?!\[|\/)[^\s@/"'']{3,60}(?=["''@]|\s|$)', '$1[secret]'),
    @('any', '(?<![\w/.-])([\w.-]{1,64}:)(?!\[)[^\s"''/[\]]{1,200}@(?=(?:tcp|udp|unix|cloudsql)?\([\w/.:[\]-]{1,253}\))', '$1[secret]@'),
    @('any', '(?m)((?:^[\w.-]{1,253}:\d{2,5}>|^)[ \t]{0,4}AUTH[ \t]{1,4}(?:[\w.-]{1,64}[ \t]{1,4})?"?|\buser[ \t]{1,4}\S{1,64}[ \t]{1,4}(?:on|off)[ \t]{1,4}(?:[~+&][^\s]{1,64}[ \t]{1,4}){0,8}>)(?!\[|PLAIN|LOGIN|XOAUTH|OAUTH|CRAM|DIGEST|NTLM|GSSAPI|EXTERNAL|SCRAM)(?=[^\s]{0,200}[\d!$%^&*_+=~-])[^\s"]{4,400}(?="?(?:\s|$))', '$1[secret]'),
    @('any', '\beyJ[\w-]{5,8000}\.[\w-]{4,8000}(?:\.[\w-]{0,8000}){0,3}={0,2}', '[token]'),
    @('any', '\b((?:AKIA|ASIA|ABIA|ACCA|A3T[A-Z0-9])[A-Z0-9]{4})[A-Z0-9]{12}\b', '$1[secret]'),
    @('any', '(?<![A-Za-z0-9_-])(AIza|ya29\.|1\/\/0|GOCSPX-|GOOG1|APA91b|gh[pousr]_|github_pat_|gl(?:pat|dt|rt|cbt|ptt|soat|ffct|agent|oas|imt|wt|ft|rtr)-|GR1348941|xox[abdeoprs]-|xoxe\.|xapp-|[srw]k_(?:live|test|prod)_|whsec_|SG\.|xkeysib-|xsmtpsib-|re_|npm_|pypi-|rubygems_|CLOJARS_|oy2(?=[a-z0-9]{43})|do[opr]_v1_|dckr_[op]at_|hv[sbr]\.|s\.(?=[A-Za-z0-9]{24})|sk-(?:ant-|proj-|or-v1-|lf-)?|gsk_|xai-|pplx-|tvly-|r8_|hf_|api_org_|shp(?:at|ca|pa|ss)_|AT(?:ATT|CTT)3|ATBB|dapi(?=[0-9a-f]{32})|gls[ac]_|glc_|eyJrIjoi|dp\.(?:pt|st|ct|sa|scim|audit)\.|NR(?:AK|II|JS|RA)-|PMAK-|PMAT-|lin_(?:api|oauth)_|fig[dou]_|secret_|ntn_|key-(?=[0-9a-f]{32})|md-(?=[\w-]{0,21}[A-Z])(?=[\w-]{22}(?![\w-]))|SK(?=[0-9a-fA-F]{32})|AC(?=[0-9a-f]{32})|EAA[A-Z]|sq0(?:atp|csp|idp)-|tfp_|AGE-SECRET-KEY-1|AGE-PLUGIN-|sntry[su]_|CCIPAT_|pat-(?:na|eu)\d-|IQoJb3JpZ2lu|FwoGZXIvYXdz|ABSK|bedrock-api-key-|LTAI|AKID|tskey-|fo1_|FlyV1[_ ]|fm[12][ar]?_|ops_eyJ|A3-(?=[A-Z0-9]{6}-)|pscale_(?:pw|tkn|oauth)_|dt0[cs]\d{2}\.|EZ[AT]K|duffel_(?:test|live)_|pul-|shippo_(?:live|test)_|sb[ap]_|sb_secret_|sgp_|rdme_|nfp_|nf[ou]_|(?:hrku|HRKU)-|hrcat_|rpa_|ion_|vercel_|cio-|v1\.0-(?=[0-9a-f]{24}-)|cf[ua]t_|PRVT-|tk-us-|ak_live_|bkua_|CFPAT-|ico-(?=[A-Za-z0-9]{32})|mm_(?=[a-z0-9]{26})|(?:sdk|mob)-(?=[0-9a-f]{8}-)|p8e-|phx_|waka_|AKCp|cmVmd|y0_|t1\.9euelz|AQVN|pat[A-Za-z0-9]{14}\.(?=[0-9a-f]{64})|(?:sc|ext|scauth|authress)_[A-Za-z0-9]{5,30}\.[A-Za-z0-9]{4,6}\.acc[_-]|4b1d(?=[A-Za-z0-9]{38})|FLW(?:SECK|PUBK)(?:_TEST)?-|fio-u-|[ps]at\.[\w-]{22}\.(?=[0-9a-zA-Z]{24}\.)|s-s4t2(?:ud|af)-|API-(?=[A-Z0-9]{26})|sha256~|pn[bu]_|sm_[aps]at_|ZXlK(?=[A-Za-z0-9+/]{40}))[A-Za-z0-9_.~+/=-]{16,4000}', '$1[secret]'),
    @('any', '\b[A-Za-z0-9]{6,20}(\.atlasv1\.)[A-Za-z0-9=_-]{40,100}', '[secret]$1[secret]'),
    @('any', '\b[0-9a-f]{32}-us\d{1,2}\b', '[secret]'),
    @('any', '(?<![\w.-])(?:[0-9a-f]{32}-[0-9a-f]{8}-[0-9a-f]{8}|[0-9a-f]{30,36}(?:FFFF|ffff)NRAL|[MNO][A-Za-z\d_-]{23,27}\.[\w-]{6}\.[\w-]{27,40}|\d{15,16}\|[\w-]{27,40}|[A-Za-z0-9]{6}_[A-Za-z0-9]{29}_mmk|FLWSECK_TEST-[a-h0-9]{12})(?![\w.-])', '[secret]'),
    @('any', '\b(\d{8,10}:)AA[\w-]{30,40}', '$1[secret]'),
    @('any', '(?<![\w~.-])[\w~.-]{3}\dQ~[\w~.-]{30,40}', '[secret]'),
    @('any', '(?<![A-Za-z0-9+/])(?:[A-Za-z0-9+/]{86}==|[A-Za-z0-9+/]{33}(?:AIoT|\+ASb|\+AEh|\+ARm)[A-Za-z0-9+/]{5}[AQgw]=|[A-Za-z0-9]{52}JQQJ99[A-Za-z0-9]{26})', '[secret]'),
    @('any', '(?<![A-Za-z0-9._/-])([a-z0-9]{6}\.)(?!1[0-9a-f]{15}\b)(?=[a-z]{0,15}\d)[a-z0-9]{16}(?![A-Za-z0-9_-]|\.\w)', '$1[secret]'),
    @('any', '(?i)(token["'']?[ \t:=]{1,4}["'']?[a-z0-9]{6}\.)[a-z0-9]{16}\b', '$1[secret]'),
    @('any', '(?i)(certificate[ -]?key["'']?[\s:=]{1,6}["'']?)[0-9a-f]{64}\b', '$1[secret]'),
    @('any', '(\bheader Subject: )[^;\n]{1,1000}', '$1[subject]'),
    @('any', '(\bSubject='')[^''\n]{1,1000}', '$1[subject]'),
    @('any', '(\bFromName='')[^''\n]{1,200}', '$1[name]'),
    @('any', '((?<![\w-])(?:From|To|Cc|Bcc|Sender|Reply-To): {1,3}(?:[^\n<>]{0,40}<[^<>\s]{1,100}>, {1,3})?)(?!user-|id-|Mail Delivery|System Admin|Microsoft |Post[Mm]aster)(?=[\p{L}])[\p{L}\p{M}''.-]{1,40}(?: [\p{L}\p{M}''.-]{1,40}){1,4}(?= {1,2}<[^<>\s]{1,100}>)', '$1[name]'),
    @('any', '(?i)(\brfc822;)[^\s+@;,<>]{1,64}\+40(?=[\w.-]{3,253})', '$1[name]@'),
    @('any', '(?<!message-id=)(?<!message-id=<)=\?[\w-]{1,40}\?(?:[Bb]\?[A-Za-z0-9+/=]{4,200}|[Qq]\?[^\s?]{4,200})\?=', '[name]'),
    @('any', '(?i)(\/cn=Recipients\/cn=)(?!\[)[^\s/;,"''<>@]{1,200}', '$1[name]'),
    @('id', '(?i)(?<field>(?:message-?id|in-?reply-?to|references)["'']?\s{0,3}[:=]\s{0,3}["'']?<?)(?<left>[^\s<>@"'']{1,250})@|(?<java>\b[\d.-]{3,60}\.JavaMail\.[\w.$-]{1,80})@|(?<exchange>\b[\w.+-]{8,200})@(?=[A-Z0-9]{6,20}\.[a-z0-9]{4,12}\.prod\.(?:outlook|exchangelabs)\.com)', ''),
    @('any', '(\\{0,7})"(?![\s:,{}[\]])[^"\n@\\]{1,80}\1"(?=\s{0,2}<[^<>\s@]{1,64}@)', '$1"[name]$1"'),
    @('address', '(?:\\?"(?:[^"\\\r\n]|\\[^"\r\n]){1,128}\\?"|"(?:[^"\\\r\n]|\\.){1,128}"|(?<![\p{L}\p{M}\p{N}!#$%&''*+/=?^_`{|}~.-])[\p{L}\p{M}\p{N}!#$%&''*+/=?^_`{|}~.-]{1,100000}?)(?:\s?(?:@|\uff20|\ufe6b)\s?|%(?:25){0,2}40|&#0{0,6}64;|&#x0{0,6}40;|&commat;|\\u0040|\\x40|=40|\s?[([{](?:at|AT)[)\]}]\s?|\s(?:at|AT)\s(?=[\w-]{1,63}\s(?:dot|DOT)\s))(?<dotted>(?:[\p{L}\p{M}\p{N}_-]{1,63}(?:\.{1,2}|\u3002|\uff0e|\uff61|\s(?:dot|DOT)\s|\s?[([{](?:dot|DOT)[)\]}]\s?)){1,8}(?!(?:service|socket|timer|target|slice|scope|mount|device|swap|path)\b)\p{L}[\p{L}\p{M}\p{N}-]{0,62}|\[(?:IPv6:)?[0-9A-Fa-f:.]{2,60}\]|\d{1,3}(?:\.\d{1,3}){3}(?![\d.]*\w))|(?<=<)[\p{L}\p{M}\p{N}!#$%&''*+/=?^_`{|}~.-]{1,256}@(?<single>[A-Za-z][A-Za-z0-9-]{0,62})(?=>)', ''),
    @('field', '(?i)(?<field>(?:\brfc822;\s{0,2}|\b(?:to|from|rcpt|recipient|sender|orig_to|user|username|login|mail|cc|bcc|address|sasl_username)["'']?\s{0,2}[=:]\s{0,2})["''<]{0,2})(?<local>[A-Za-z0-9!#$%&*+/?^_{|}~.-]{1,256})@(?<host>[A-Za-z][A-Za-z0-9-]{0,62})(?=[>"'',;\s)\]]|$)', '')
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

# Where the last lines of a file begin, as bytes, and how it is encoded. Found from its end: logs are large.
function Find-Tail([System.IO.Stream]$Stream, [int]$Count) {
    $mark = New-Object byte[] 4
    $size = $Stream.Read($mark, 0, 4)
    $wide = $size -ge 2 -and (($mark[0] -eq 0xFF -and $mark[1] -eq 0xFE) -or ($mark[0] -eq 0xFE -and $mark[1] -eq 0xFF))
    $end = $Stream.Length
    $block = New-Object byte[] 65536
    $found = 0
    for ($from = $end; $from -gt 0) {
        $length = [int][Math]::Min($block.Length, $from)
        $from -= $length
        $Stream.Position = $from
        for ($got = 0; $got -lt $length; $got += $more) {
            $more = $Stream.Read($block, $got, $length - $got)
            if ($more -eq 0) { break }
        }
        for ($at = [Array]::LastIndexOf($block, [byte]10, $length - 1); $at -ge 0; $at = if ($at -gt 0) { [Array]::LastIndexOf($block, [byte]10, $at - 1) } else { -1 }) {
            # The line feed that ends the last line begins none; in UTF-16 it is the low byte of U+000A.
            $place = $from + $at
            if ($wide -and $mark[0] -eq 0xFF -and $place % 2 -ne 0) { continue }
            if ($wide -and $mark[0] -eq 0xFE -and $place % 2 -ne 1) { continue }
            $next = $place + 1
            if ($wide -and $mark[0] -eq 0xFF) { $next++ }
            if ($next -ge $end) { continue }
            $found++
            if ($found -ge $Count) { return @{ From = $next; End = $end; Wide = $wide; Mark = $mark[0] } }
        }
    }
    @{ From = 0; End = $end; Wide = $wide; Mark = $mark[0] }
}
# The last lines of a file that may still be written to. Get-Content takes UTF-8 without a mark for ANSI in 5.1.
function Read-Tail([string]$File, [int]$Count) {
    $stream = New-Object System.IO.FileStream $File, 'Open', 'Read', 'ReadWrite, Delete'
    try {
        $tail = Find-Tail $stream $Count
        $bytes = New-Object byte[] ([int]($tail.End - $tail.From))
        $stream.Position = $tail.From
        for ($got = 0; $got -lt $bytes.Length; $got += $more) {
            $more = $stream.Read($bytes, $got, $bytes.Length - $got)
            if ($more -eq 0) { break }
        }
    } finally { $stream.Dispose() }
    if ($tail.Wide) {
        $text = (New-Object System.Text.UnicodeEncoding ($tail.Mark -eq 0xFE), $false).GetString($bytes)
    } else {
        try { $text = (New-Object System.Text.UTF8Encoding $false, $true).GetString($bytes) }
        catch {
            $page = if ($CodePage -eq 0) { [System.Text.Encoding]::Default } else { [System.Text.Encoding]::GetEncoding($CodePage) }
            $text = $page.GetString($bytes)
        }
    }
    $text.TrimStart([char]0xFEFF) -replace "`r`n", "`n" -replace "`n$", ''
}

'=== diag parts 1'
# A pattern may name a file twice; counted twice it would be wrong.
$names = @(Get-Item -Path $Path | Where-Object { -not $_.PSIsContainer } | ForEach-Object { $_.FullName } | Select-Object -Unique)
foreach ($name in $names) {
    "=== part $(Split-Path -Leaf $name)"
    $text = Read-Tail $name $Lines
    foreach ($line in (Hide-DiagText $text $true $KeepAddresses.IsPresent).Split("`n")) {
        # A line that looks like the head of a part gets a space in front.
        if ($line -match '^ *=== ') { " $line" } else { $line }
    }
}
