#!/bin/sh
# Prints the end of mail and application logs for `diag smtp-throttle -`, without passwords and tokens.
# Reads only, writes to standard output only. Without arguments: the mail log of this host.
#   ssh mx 'sudo sh -s' < collect.sh | diag smtp-throttle -
#   ssh app 'sh -s -- /var/log/app.log' < collect.sh | diag smtp-throttle -
export LC_ALL=C
lines=${DIAG_LINES:-100000}

clean() {
  sed -e 's/^=== / &/' \
    -e 's/\(AUTH [A-Z0-9]* \|[Bb]earer \|[Bb]asic \)[^ ]*/\1[removed]/g' \
    -e 's/\([Pp]assword\|[Pp]asswd\|[Ss]ecret\|[Tt]oken\|[Aa]pi[_-]\{0,1\}[Kk]ey\)\(["'\'']\{0,1\}[:=] *["'\'']\{0,1\}\)[^ "'\'';,&]*/\1\2[removed]/g'
}

if [ $# -eq 0 ]; then
  for file in /var/log/mail.log /var/log/maillog; do
    [ ! -r "$file" ] || set -- "$@" "$file"
  done
fi
printf '=== diag parts 1\n'
for file in "$@"; do
  [ -r "$file" ] || { printf 'diag: %s: cannot be read\n' "$file" >&2 && continue; }
  printf '=== part %s\n' "$file"
  tail -n "$lines" "$file" | clean
done
if [ $# -eq 0 ]; then
  command -v journalctl >/dev/null 2>&1 || { printf 'diag: no mail log here; name the files\n' >&2 && exit 1; }
  printf '=== part journal\n'
  journalctl --no-pager -o short-iso -n "$lines" -t postfix/smtp -t postfix/qmgr -t postfix/error -t exim4 2>/dev/null | clean
fi
