#!/bin/sh
# A collector of diag for a Kubernetes node. It reads only and writes to standard output only; keys, tokens and
# passwords stay on the host. diag need not be there:
#   diag collect MODULE --sh > collect.sh; ssh node 'sudo sh -s' < collect.sh | diag MODULE -
export LC_ALL=C PATH="$PATH:/usr/sbin:/sbin"
# Another root, for a mounted disk: files are read there, and nothing is asked.
root=${DIAG_ROOT:-}

# begin MODULE
begin() {
  printf '=== diag %s 1\nhost: %s\ntime: %s\n' "$1" "$(hostname 2>/dev/null || cat /etc/hostname)" "$(date -u +%Y-%m-%dT%H:%M:%SZ)"
}

# A text as the content of a section: a line that looks like the head of one gets a space in front.
content() { sed 's/^ *=== / &/'; }

# Whether something accepts on a Unix socket: accepts, refused, denied; nothing where that cannot be told.
# Nothing is sent: in FTP the server speaks first.
socket_state() {
  [ -w "$1" ] || { printf 'denied' && return; }
  for scheme in ftp telnet; do
    said=$(curl -sv --max-time 1 --unix-socket "$1" "$scheme://localhost/" 2>&1 </dev/null)
    code=$?
    # 1: this curl does not know the scheme.
    [ "$code" -eq 1 ] || break
  done
  case $code:$said in
    # curl gives 7 as well where it merely failed to ask.
    7:*'Connection refused'*) printf 'refused' ;;
    0:* | 8:* | 28:* | 52:* | 56:*) printf 'accepts' ;;
    *) [ -n "$root" ] || ! grep -q -s " $1\$" /proc/net/unix || printf 'accepts' ;;
  esac
}
