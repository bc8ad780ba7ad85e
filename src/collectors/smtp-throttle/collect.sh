
# A line that looks like the head of a part gets a space in front.
content() { sed 's/^ *=== / &/'; }

if [ $# -eq 0 ]; then
  for file in /var/log/mail.log /var/log/maillog; do
    [ ! -r "$file" ] || set -- "$@" "$file"
  done
fi
collect() {
  printf '=== diag parts 1\n'
  for file in "$@"; do
    [ -r "$file" ] || { printf 'diag: %s: cannot be read\n' "$file" >&2 && continue; }
    printf '=== part %s\n' "$file"
    tail -n "$lines" "$file" | content
  done
  if [ $# -eq 0 ]; then
    command -v journalctl >/dev/null 2>&1 || { printf 'diag: no mail log here; name the files\n' >&2 && return 1; }
    printf '=== part journal\n'
    journalctl --no-pager -o short-iso -n "$lines" -t postfix/smtp -t postfix/qmgr -t postfix/error -t exim4 2>/dev/null | content
  fi
}

# One run of the masks, so that an address has one alias in all parts.
collect "$@" | mask text
