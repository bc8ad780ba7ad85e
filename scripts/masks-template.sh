
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
      # What of it stays before the mask: all groups that the form begins with.
      my $kept = $form =~ /^((?:\$\d)+)/ ? join "", map { defined $group[$_ - 1] ? $group[$_ - 1] : "" } $1 =~ /\d/g : "";
      my $rest = substr $found, length $kept;
      my $quote = $rest =~ /^(\\*["\x27`]).*\1$/s ? $1 : "";
      my $new = join "", map { /^\$(\d)$/ ? (defined $group[$1 - 1] ? $group[$1 - 1] : "") : $_ } split /(\$\d)/, $form;
      $new =~ s/(\[[a-z0-9 ]{1,20}\])$/$quote$1$quote/;
      my $lines = ($found =~ tr/\n//) - ($new =~ tr/\n//);
      $lines > 0 ? $new . ("\n" x $lines) : $new;
    }
    # How a text stands inside another, as src/core/secrets/layers.ts says: what is inside, and that again as it stood.
    my (%undo, %redo);
    my %character = (quot => "\"", apos => "\x27", lt => "<", gt => ">", amp => "&");
    my %json = (b => "\b", f => "\f", n => "\n", r => "\r", t => "\t");
    my %entity = ("\"" => "&quot;", "\x27" => "&#39;", "<" => "&lt;", ">" => "&gt;", "&" => "&amp;", "\n" => "&#10;", "\r" => "&#13;");
    sub utf8 { my $character = chr shift; utf8::encode($character); $character }
    $undo{json} = sub {
      my $in = shift; my $lone = 0;
      $in =~ s/\\(?:u([dD][89abAB][0-9a-fA-F]{2})\\u([dD][c-fC-F][0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|(.))/defined $1 ? utf8(0x10000 + ((hex($1) - 0xd800) << 10) + hex($2) - 0xdc00) : defined $3 ? (hex($3) >= 0xd800 && hex($3) < 0xe000 ? $lone++ : utf8(hex $3)) : exists $json{$4} ? $json{$4} : $4/ge;
      $lone ? undef : $in };
    $redo{json} = sub { my $out = shift; $out =~ s/(["\\])/\\$1/g; $out =~ s/\n/\\n/g; $out =~ s/\t/\\t/g; $out =~ s/\r/\\r/g; $out =~ s/([\x00-\x1f])/sprintf "\\u%04x", ord $1/ge; $out };
    $undo{"line-ends"} = sub { my $in = shift; return undef if $in =~ /#012/ && $in =~ /\\n/; $in =~ s/\\r\\n|(\\n|#012)/defined $1 ? "\n" : "\r\n"/ge; $in };
    $redo{"line-ends"} = sub { my ($out, $in) = @_; my $short = $in =~ /#012/; $out =~ s/(\r?)\n/$short ? "#012" : $1 ? "\\r\\n" : "\\n"/ge; $out };
    $undo{xml} = sub { my $in = shift; $in =~ s/&(?:(quot|apos|lt|gt|amp)|#0{0,4}(9|10|13|3[2-9]|[4-9]\d|1[01]\d|12[0-6])|#x0{0,4}([2-7][0-9a-f]|[9ad]));/defined $1 ? $character{lc $1} : chr(defined $2 ? $2 : hex $3)/gie; $in };
    $redo{xml} = sub { my ($out, $in) = @_; $out =~ s/([<>&])/$entity{$1}/g; $out =~ s/(["\x27\r\n])/index($in, $1) >= 0 ? $1 : $entity{$1}/ge; $out };
    sub blanks { $_[0] =~ /\+/ && $_[0] !~ /%20/ }
    $undo{url} = sub { my $in = shift; $in =~ s/\+(?![\w.+-]{0,64}(?:@|%40))/ /g if blanks($in); $in =~ s/%([0-9A-Fa-f]{2})/chr hex $1/ge; $in };
    $redo{url} = sub {
      my ($out, $in) = @_;
      $out =~ s/([^A-Za-z0-9_.!~*\x27()-])/sprintf "%%%02X", ord $1/ge;
      $out =~ s/%5B(secret|token|data|hash|base64|name)%5D/[$1]/g; $out =~ s/%5Bprivate%20key%5D/[private key]/g; $out =~ s/((?:user|id)-\d{1,6})%40/$1\@/g;
      $out =~ s/(%(?:2[4CF]|3[AB]|40))/index($in, $1) >= 0 ? $1 : chr hex substr $1, 1/ge;
      $out =~ s/%20/+/g if blanks($in);
      $out };
    $undo{doubled} = sub { my $in = shift; $in =~ s/\x27\x27/\x27/g; $in };
    $redo{doubled} = sub { my $out = shift; $out =~ s/\x27/\x27\x27/g; $out };
    $undo{shell} = sub { my $in = shift; $in =~ s/\x27\\\x27\x27/\x27/g; $in };
    $redo{shell} = sub { my $out = shift; $out =~ s/\x27/\x27\\\x27\x27/g; $out };
    $undo{csv} = sub { my $in = shift; $in =~ s/""/"/g; $in };
    $redo{csv} = sub { my $out = shift; $out =~ s/"/""/g; $out };
    sub person {
      my ($found, $domain) = @_;
      my $local = substr $found, 0, length($found) - length $domain;
      $local =~ s/(?:\s?(?:@|\xef\xbc\xa0|\xef\xb9\xab)\s?|%(?:25){0,2}40|&#x?0{0,6}[46][04];|&commat;|\\[ux]0{0,2}40|=40|\s?[(\[{](?:at|AT)[)\]}]\s?|\s(?:at|AT)\s)$//;
      $local =~ /^id-/ && given($local) ? $found : alias("user", "$local\@$domain") . "\@" . lc $domain;
    }
    my @rows;
    while (@ARGV) { my ($kind, $pattern, $form) = splice @ARGV, 0, 3; push @rows, [$kind, qr/$pattern/, $form] }
    my $budget = 100_000 + 8 * length $text;
    sub inside {
      my ($found, $before, $inner, $layer, $depth, $mark, $kept) = @_;
      return $found if index($inner, $mark) >= 0;
      my $undone = $undo{$layer}->($inner);
      return $found if !defined $undone || $undone eq $inner || ($budget -= length $inner) < 0;
      my $looked = mask_text($undone, $depth + 1);
      return $found if $looked eq $undone;
      push @$kept, $redo{$layer}->($looked, $inner);
      "$before$mark$#$kept$mark";
    }
    sub mask_text {
      my ($text, $depth) = @_;
      my $mark = chr(2 + $depth);
      my $layers = $depth < 4 && index($text, $mark) < 0 && $text =~ /\\|%[0-9A-Fa-f]{2}|&(?:quot|apos|lt|gt|amp|#)|\x27\x27|""|#012|=[^\s&]{1,200}\+/;
      my @kept;
      for (@rows) {
        my ($kind, $of, $form) = @$_;
        if ($kind eq "layer") { $text =~ s/$of/inside($&, $1, $2, $form, $depth, $mark, \@kept)/ge if $layers; next }
        if ($kind eq "any" || ($kind eq "text" && $all)) { $text =~ s/$of/put($&, $form, $1, $2, $3, $4, $5)/ge }
        next if $keep;
        if ($kind eq "id") { $text =~ s/$of/(defined $1 ? $1 : "") . alias("id", join "", map { defined $_ ? $_ : "" } $2, $3, $4) . "\@"/ge }
        if ($kind eq "address") { $text =~ s/$of/person($&, defined $1 ? $1 : $2)/ge }
        if ($kind eq "field") { $text =~ s/$of/given($2) ? $& : $1 . person("$2\@$3", $3)/ge }
      }
      $text =~ s/$mark(\d+)$mark/$kept[$1]/g if @kept;
      $text;
    }
    $text = mask_text($text, 0);
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
