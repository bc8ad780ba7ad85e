
# Written by scripts/masks.mjs from src/core/secrets: what is masked in all that leaves this host.
# mask any: secrets; mail addresses get aliases, and keep their domain. mask text: base64 in lines of its own too.
# DIAG_KEEP_ADDRESSES=1: addresses stay. Lines keep their numbers.
mask() {
  if ! command -v perl >/dev/null 2>&1; then
    case ${without_perl:-} in redact) redact ;; *) mask_roughly ;; esac
    return
  fi
  # shellcheck disable=SC2016 # perl's variables
  perl -0777 -e '
    my $all = shift(@ARGV) eq "text"; my $keep = $ENV{DIAG_KEEP_ADDRESSES};
    my $text = <STDIN>; exit unless defined $text;
    my (%alias, %count, @public);
    # Certificates are public, and some base64 in them looks like a token by chance.
    if (!$all && $text !~ /\x01/) { $text =~ s/(-----BEGIN (?:(?:TRUSTED )?CERTIFICATE|(?:RSA )?PUBLIC (?:KEY|HALF)|X509 CRL)-----[A-Za-z0-9+\/=\s]{0,30000}-----END|LS0tLS1CRUdJTiB(?:DRVJUSUZJQ0FUR|QVUJMSUMg)[A-Za-z0-9+\/=]{0,30000})/push @public, $1; "\x01$#public\x01"/ge }
    sub alias { my ($kind, $of) = @_; my $key = "$kind " . lc $of; $alias{$key} = "$kind-" . ++$count{$kind} unless $alias{$key}; $alias{$key} }
    sub given { $_[0] =~ /^(user|id)-(\d{1,6})$/ && $2 <= ($count{$1} || 0) }
    sub put {
      my ($found, $form, @group) = @_;
      my $kept = $form =~ /^\$1/ ? (defined $group[0] ? $group[0] : "") : "";
      my $rest = substr $found, length $kept;
      my $quote = $rest =~ /^(\\*["\x27`]).*\1$/s ? $1 : "";
      my $new = join "", map { /^\$(\d)$/ ? (defined $group[$1 - 1] ? $group[$1 - 1] : "") : $_ } split /(\$\d)/, $form;
      $new =~ s/(\[[a-z0-9 ]{1,20}\])$/$quote$1$quote/;
      my $lines = ($found =~ tr/\n//) - ($new =~ tr/\n//);
      $lines > 0 ? $new . ("\n" x $lines) : $new;
    }
    sub person {
      my ($found, $domain) = @_;
      my $local = substr $found, 0, length($found) - length $domain;
      $local =~ s/(?:\s?(?:@|\xef\xbc\xa0|\xef\xb9\xab)\s?|%(?:25){0,2}40|&#x?0{0,6}[46][04];|&commat;|\\[ux]0{0,2}40|=40|\s?[(\[{](?:at|AT)[)\]}]\s?|\s(?:at|AT)\s)$//;
      $local =~ /^id-/ && given($local) ? $found : alias("user", "$local\@$domain") . "\@" . lc $domain;
    }
    while (@ARGV) {
      my ($kind, $pattern, $form) = splice @ARGV, 0, 3;
      my $of = qr/$pattern/;
      if ($kind eq "any" || ($kind eq "text" && $all)) { $text =~ s/$of/put($&, $form, $1, $2, $3)/ge }
      next if $keep;
      if ($kind eq "id") { $text =~ s/$of/(defined $1 ? $1 : "") . alias("id", join "", map { defined $_ ? $_ : "" } $2, $3, $4) . "\@"/ge }
      if ($kind eq "address") { $text =~ s/$of/person($&, defined $1 ? $1 : $2)/ge }
      if ($kind eq "field") { $text =~ s/$of/given($2) ? $& : $1 . person("$2\@$3", $3)/ge }
    }
    $text =~ s/\x01(\d+)\x01/$public[$1]/g if @public;
    print $text' -- "$1" \
    @ROWS@
}

# masked NAMES NOT: values behind these names, in the quotes that they stand in, so that JSON and YAML stay that. NOT: how no value begins.
masked() {
  of='\(\('"$1"'\)\\\{0,3\}["'\'']\{0,1\} *\(=>\|[:=]\) *'
  # shellcheck disable=SC1003 # a backslash, not a quote
  sed -e 's/'"$of"'\\\{0,3\}"\)[^"\\'"$2"']\([^"\\]\|\\[^"]\)*/\1[secret]/g' \
    -e 's/'"$of"''\''\)[^'\'''"$2"'][^'\'']*/\1[secret]/g' \
    -e 's/'"$of"'\)[^][ "'\'';<>{}\\,'"$2"'][^ "'\'';<>]*/\1[secret]/g'
}

# Where perl is missing: fewer forms, by sed.
mask_roughly() {
  one=$(printf '\001')
  words='[Pp][Aa][Ss][Ss]\([Ww][Oo]\{0,1\}[Rr]\{0,1\}[Dd]\|[Pp][Hh][Rr][Aa][Ss][Ee]\)\{0,1\}\|[Pp][Ww][Dd]\|[Kk][Ee][Nn][Nn][Ww][Oo][Rr][Tt]\|[Ss][Ee][Cc][Rr][Ee][Tt]\|[Tt][Oo][Kk][Ee][Nn]\|[Cc][Rr][Ee][Dd][Ee][Nn][Tt][Ii][Aa][Ll][Ss]\{0,1\}\|-data\|[Ss]ignature'
  # No topologyKey; and a path behind one is where it is kept.
  keys='\([Aa][Pp][Ii]\|[Aa][Cc][Cc][Ee][Ss][Ss]\|[Aa][Cc][Cc][Oo][Uu][Nn][Tt]\|[Pp][Rr][Ii][Vv][Aa][Tt][Ee]\|[Ss][Ee][Cc][Rr][Ee][Tt]\|[Ss][Hh][Aa][Rr][Ee][Dd]\|[Ss][Ii][Gg][Nn][Ii][Nn][Gg]\|[Ee][Nn][Cc][Rr][Yy][Pp][Tt][Ii][Oo][Nn]\|[Mm][Aa][Ss][Tt][Ee][Rr]\|[Ss][Tt][Oo][Rr][Aa][Gg][Ee]\)[ _-]\{0,1\}[Kk][Ee][Yy]\|\.key'
  masked "$words" '' | masked "$keys" '\/' | sed -e 's/\([Aa][Uu][Tt][Hh][Oo][Rr][Ii][Zz][Aa][Tt][Ii][Oo][Nn]["'\'']\{0,1\} *[:=] *["'\'']\{0,1\}\)[^"'\''{[][^"'\'']*/\1[secret]/g' \
    -e 's/\([Cc][Oo][Oo][Kk][Ii][Ee]["'\'']\{0,1\} *[:=] *["'\'']\{0,1\}\)[^"'\''{[][^"'\'']*/\1[secret]/g' \
    -e 's/\([Aa][Uu][Tt][Hh]  *[A-Za-z0-9-]*  *\|334 \|[Bb][Ee][Aa][Rr][Ee][Rr]  *\|[Bb][Aa][Ss][Ii][Cc]  *\)[A-Za-z0-9+\/._~-]\{8,\}=*/\1[secret]/g' \
    -e 's/\(\(^\|[ (]\)\(C:\|CLIENT -> SERVER:\|-->\|==>\|>>>\|send:\|SMTP>>\) *["'\'']\{0,1\}\)[A-Za-z0-9+\/]\{12,\}=*/\1[secret]/g' \
    -e 's/\(<[A-Za-z:]*\([Pp]assword\|[Ss]ecret\|[Tt]oken\)>\)[^<]*/\1[secret]/g' \
    -e 's/\(--\{0,1\}[A-Za-z-]*\(password\|passwd\|secret\|token\)[= ]["'\'']\{0,1\}\)[^ "'\''-][^ "'\'']*/\1[secret]/g' \
    -e 's/\(--\{0,1\}[A-Za-z-]*key[= ]["'\'']\{0,1\}\)[^ "'\''\/-][^ "'\'']*/\1[secret]/g' \
    -e 's,\([A-Za-z][A-Za-z0-9+.-]*://[^ /:@]*:\)[^ ]*@,\1[secret]@,g' \
    -e 's/\([ "]\|^\)\([A-Za-z0-9._-]\{1,\}:\)[^ @"]\{1,\}@\([A-Za-z0-9.-]*:[0-9]\{1,5\}\)\([^0-9A-Za-z]\|$\)/\1\2[secret]@\3\4/g' \
    -e 's/eyJ[A-Za-z0-9_-]*\.[A-Za-z0-9_-]*\(\.[A-Za-z0-9_-]*\)*/[token]/g' \
    -e 's/\(AKIA\|ASIA\|AIza\|SG\.\|gh[pousr]_\|github_pat_\|glpat-\|xox[a-z]-\|xapp-\|[sr]k_live_\|npm_\|hvs\.\|sk-\|key-\)[A-Za-z0-9_.-]\{12,\}/\1[secret]/g' \
    -e 's/\.\(1[0-9a-f]\{15\}\)\([^A-Za-z0-9]\|$\)/.'"$one"'\1\2/g' \
    -e 's/\([^A-Za-z0-9.\/-][a-z0-9]\{6\}\.\)[a-z0-9]\{16\}\([^A-Za-z0-9.-]\|$\)/\1[secret]\2/g' \
    -e "s/$one//g" \
    -e 's/-----BEGIN [A-Z ]*PRIVATE KEY.*/[private key]/' \
    -e 's,\(hooks\.slack\.com/services/\|/webhookb2/\|/api/webhooks/\)[^ "]*,\1[secret],g' |
    if [ "${DIAG_KEEP_ADDRESSES:-}" = 1 ]; then cat; else
      sed -e 's/"[^"]*"@\([A-Za-z0-9[]\)/[user]@\1/g' \
        -e 's/[^ <>"=:,;()]\{1,\}\(@\|&#64;\|%40\)\([A-Za-z0-9-]\{1,\}\.[A-Za-z]\|\[\)/[user]@\2/g'
    fi
}
