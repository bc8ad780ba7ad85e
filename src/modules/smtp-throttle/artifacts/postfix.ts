import { bashFix } from '../../../core/bash/bash-fix.ts';
import type { FixScript } from '../../../core/fix-script.ts';
import { policy } from './snippet.ts';

/** The service is a copy of smtp with a process limit: the one cap that holds for all destinations together. */
const service = 'm365';

/** postconf edits copies; what it made of them is put in place as any other change is. */
const steps = `
mkdir "$WORK/postfix"
for name in main.cf master.cf; do
  [ -f "$(at "/etc/postfix/$name")" ] || die "/etc/postfix/$name is not there"
  fetch "/etc/postfix/$name" "$WORK/postfix/$name"
done
relayhost=$(postconf -c "$WORK/postfix" -h relayhost)
[ -n "$relayhost" ] || die "no relayhost is set: route the domains in question to $SERVICE by a transport map"
[ "$(postconf -c "$WORK/postfix" -M "$SERVICE/unix" 2>/dev/null | awk '{ print $7 }')" = "$CAP" ] ||
  postconf -c "$WORK/postfix" -Me "$SERVICE/unix=$SERVICE unix - - n - $CAP smtp"
set_parameter default_transport "$SERVICE:$relayhost"
set_parameter relay_transport "$SERVICE:$relayhost"
set_parameter "\${SERVICE}_destination_concurrency_limit" "$CAP"
set_parameter "\${SERVICE}_initial_destination_concurrency" "$CAP"
put /etc/postfix/master.cf <"$WORK/postfix/master.cf"
put /etc/postfix/main.cf <"$WORK/postfix/main.cf"
rm -r "$WORK/postfix"`;

const [made] = bashFix({
  id: 'capped-postfix',
  code: 'SMTP-capped-postfix',
  title: `cap ${policy.cap} in Postfix, by a service of its own`,
  applicability: 'review',
  effect: `Mail for the relay host waits in the queue while ${policy.cap} deliveries are under way; Postfix is reloaded, nothing is lost.`,
  // 2 where other programs use the same mailbox.
  data: { SERVICE: service, CAP: String(policy.cap) },
  steps,
  functions: {
    set_parameter: `# Sets parameter $1 of the copy of main.cf to $2, where it is not that already.
set_parameter() { [ "$(postconf -c "$WORK/postfix" -h "$1" 2>/dev/null)" = "$2" ] || postconf -c "$WORK/postfix" -e "$1=$2"; }`,
  },
  after: 'live postfix reload',
});

/** Postfix: caps deliveries to the relay host. A rate delay would make them one at a time, so it is not set. */
export const postfixFix: FixScript = made as FixScript;
