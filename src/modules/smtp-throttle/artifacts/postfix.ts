import type { FixScript } from '../../../core/fix-script.ts';
import { bashLiteral } from '../../../core/quote.ts';
import { policy } from './snippet.ts';

/** The service is a copy of smtp with a process limit: the one cap that holds for all destinations together. */
const service = 'm365';

/** What every part of the fix begins with; `acts`: it takes --apply and keeps a backup. */
const head = (does: string, acts: boolean): string => `#!/usr/bin/env bash
# ${does}
# ${acts ? 'Without arguments it shows what it would do; --apply does it. ' : ''}--root DIR acts on DIR/etc/postfix.
set -euo pipefail
${acts ? '\napply=no' : ''}
root=
while [ "$#" -gt 0 ]; do
  case "$1" in
${acts ? '    --apply) apply=yes ;;\n' : ''}    --root) root=\${2:?--root needs a directory}; shift ;;
    *) echo "unknown argument: $1" >&2; exit 2 ;;
  esac
  shift
done
dir=$root/etc/postfix
${acts ? 'backup=$root/var/backups/diag-postfix\n' : ''}`;

const numbers = `service=${bashLiteral(service)}
cap=${bashLiteral(String(policy.cap))} # 2 where other programs use the same mailbox
`;

const apply = `${head('Sends mail for the relay host through a Postfix service of its own with few processes.', true)}${numbers}[ -f "$dir/main.cf" ] || { echo "no Postfix configuration in $dir" >&2; exit 1; }
relayhost=$(postconf -c "$dir" -h relayhost)
[ -n "$relayhost" ] || { echo "no relayhost is set: route the domains in question to $service by a transport map" >&2; exit 1; }

entry="$service unix - - n - $cap smtp"
settings=(
  "default_transport = $service:$relayhost"
  "relay_transport = $service:$relayhost"
  "\${service}_destination_concurrency_limit = $cap"
  "\${service}_initial_destination_concurrency = $cap"
)
echo "master.cf: $entry"
printf 'main.cf: %s\\n' "\${settings[@]}"
if [ "$apply" = no ]; then
  echo 'Nothing was changed; --apply does it.'
  exit 0
fi
if [ ! -e "$backup/main.cf" ]; then
  mkdir -p "$backup"
  cp -p "$dir/main.cf" "$dir/master.cf" "$backup/"
fi
postconf -c "$dir" -Me "$service/unix=$entry"
for setting in "\${settings[@]}"; do postconf -c "$dir" -e "$setting"; done
if [ -z "$root" ]; then postfix reload; fi
echo "Done; the files as they were are in $backup."
`;

const verify = `${head('Says whether the service and its caps are in place; changes nothing.', false)}${numbers}status=0
expect() {
  if [ "$2" = "$3" ]; then echo "ok: $1 is $3"; else echo "not ok: $1 is '$2', not '$3'"; status=1; fi
}
expect 'process limit' "$(postconf -c "$dir" -M "$service/unix" 2>/dev/null | awk '{ print $7 }')" "$cap"
for name in destination_concurrency_limit initial_destination_concurrency; do
  expect "\${service}_$name" "$(postconf -c "$dir" -h "\${service}_$name" 2>/dev/null)" "$cap"
done
exit "$status"
`;

const rollback = `${head('Puts main.cf and master.cf back as they were.', true)}[ -f "$backup/main.cf" ] || { echo "nothing to put back: $backup is missing" >&2; exit 1; }
diff -u "$dir/main.cf" "$backup/main.cf" || true
diff -u "$dir/master.cf" "$backup/master.cf" || true
if [ "$apply" = no ]; then
  echo 'Nothing was changed; --apply does it.'
  exit 0
fi
cp -p "$backup/main.cf" "$backup/master.cf" "$dir/"
rm -r "$backup"
if [ -z "$root" ]; then postfix reload; fi
`;

/** Postfix: caps deliveries to the relay host. A rate delay would make them one at a time, so it is not set. */
export const postfixFix: FixScript = {
  id: 'capped-postfix',
  title: `cap ${policy.cap} in Postfix, by a service of its own`,
  shell: 'bash',
  applicability: 'review',
  effect: `Mail for the relay host waits in the queue while ${policy.cap} deliveries are under way; Postfix is reloaded, nothing is lost.`,
  apply,
  verify,
  rollback,
};
