# shellcheck shell=bash
# Ends an apply or a verify script.

# ---- end ----
if [ "$MODE" = check ]; then
  [ "$PENDING" -eq 0 ] || die "not fixed: the above is still to do"
  say "$ID: fixed"
elif [ "$PENDING" -eq 0 ]; then
  say "$ID: nothing to do"
elif [ "$MODE" = plan ]; then
  say "$ID: dry run, nothing was changed; --apply does it"
else
  MODE=check PENDING=0
  steps
  [ "$PENDING" -eq 0 ] || die "applied, and it does not hold: see above"
  saved=${SAVED-}
  say "$ID: done${saved:+; what was there is in ${saved#"$ROOT"}}"
fi
