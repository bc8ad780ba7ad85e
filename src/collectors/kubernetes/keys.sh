
# Whether openssl can tell the public half of a key; without it no key is judged.
openssl=''
if openssl ecparam -name prime256v1 -genkey -noout 2>/dev/null | openssl pkey -pubout >/dev/null 2>&1; then openssl=yes; fi
# What an old one cannot read (Ed25519) is not damaged.
failed='DAMAGED KEY'
case $(openssl version 2>/dev/null) in 'OpenSSL 0'* | 'OpenSSL 1.0'* | 'OpenSSL 1.1.0'* | Libre*) failed='WITHHELD KEY' ;; esac

# The key on standard input, as its public half where that can be told.
public_half() {
  key=$(cat)
  label='WITHHELD KEY' body=''
  case $key in
    *ENCRYPTED*) label='LOCKED KEY' ;;
    *)
      if [ -n "$openssl" ]; then
        body=$(printf '%s\n' "$key" | openssl pkey -pubout -passin pass: 2>/dev/null | sed '/-----/d')
        if [ -n "$body" ]; then label='PUBLIC HALF'; else label=$failed; fi
      fi ;;
  esac
  printf -- '-----BEGIN %s-----\n%s\n-----END %s-----\n' "$label" "$body" "$label"
}

# Certificates and public keys of a PEM file; of its private key the public half. Nothing else of it is printed.
pem() {
  if ! grep -q '[^[:space:]]' "$1"; then return 0; fi
  if ! grep -q -e '-----BEGIN' "$1"; then
    # DER begins with 0x30, which is what the reader has to know of it.
    if [ "$(head -c 1 "$1" | tr -d '\0')" = 0 ]; then printf '0\n'; else printf 'no PEM data\n'; fi
    return 0
  fi
  head -c 262144 "$1" | awk '
    /BEGIN[A-Z ]*PRIVATE KEY/ { key = 1; open = 0 }
    key { if (/END[A-Z ]*PRIVATE KEY/) key = 0; next }
    /-----BEGIN [A-Z ]*(CERTIFICATE|PUBLIC KEY)-----/ { open = 1 }
    open || /^-----(BEGIN|END) [A-Z0-9 ]*-----/ { print }
    /-----END/ { open = 0 }'
  if grep -q 'BEGIN[A-Z ]*PRIVATE KEY' "$1"; then head -c 262144 "$1" | public_half; fi
}

# A kubeconfig, in which the public half stands in place of each embedded key.
kubeconfig() {
  withheld=$(printf -- '-----BEGIN WITHHELD KEY-----\n-----END WITHHELD KEY-----\n' | base64 | tr -d '\n')
  sed "s/\"client-key-data\"[[:space:]]*:[[:space:]]*\"[^\"]\{1,\}\"/\"client-key-data\":\"$withheld\"/g" |
    while IFS= read -r line || [ -n "$line" ]; do
      case $line in
        *'"client-key-data":"'*) printf '%s\n' "$line" ;;
        *'#'*client-key-data*) printf '%s%s: "%s"\n' "${line%%client-key-data*}" client-key-data "$withheld" ;;
        *client-key-data*)
          value=$(printf '%s' "${line##*client-key-data}" | sed 's/[[:space:]]#.*//' | tr -d "\"': \t\r")
          case $value in
            '' | '|'* | '>'*) public=$withheld ;;
            *[!A-Za-z0-9+/=]* | *=[!=]* | *===) public='!' ;;
            *) if [ $((${#value} % 4)) -eq 0 ]; then public=$(printf '%s' "$value" | base64 -d 2>/dev/null | public_half | base64 | tr -d '\n'); else public='!'; fi ;;
          esac
          printf '%s%s: "%s"\n' "${line%%client-key-data*}" client-key-data "$public" ;;
        *) printf '%s\n' "$line" ;;
      esac
    done
}
