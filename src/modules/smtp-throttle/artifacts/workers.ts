import { policy, snippet } from './snippet.ts';

/** For programs without a snippet of their own: the number of workers of a queue is the cap in any language. */
export const workersSnippet = snippet(
  'capped-workers',
  'any program, by a queue with few workers',
  `
# Put mails into a queue (a table will do) and let ${policy.cap} workers send them, each one mail at a time;
# 2 workers where other programs use the same mailbox. 4 are already refused.
#
# /etc/systemd/system/mail-worker@.service
[Unit]
Description=mail worker %i

[Service]
# Takes one unsent mail, sends it, records it as sent, and goes on.
ExecStart=/srv/app/bin/mail-worker
Restart=always
RestartSec=5

[Install]
WantedBy=multi-user.target

# systemctl enable --now ${Array.from({ length: policy.cap }, (_, i) => `mail-worker@${i + 1}`).join(' ')}
#
# A reply of 400 to 499 to a mail: not accepted, so try it again after 2, 4, 8, 16, 32 s,
# each times a random number between 0 and 1, at most ${policy.tries} times. Give up at once after 5xx and at login.
# A connection lost after the end of the message: it may have arrived, so ask before sending again.
`,
);
