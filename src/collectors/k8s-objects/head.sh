#!/bin/sh
# Prints the objects of a cluster for `diag k8s-placement -` and `diag k8s-flow -`, as one JSON list.
# Reads only; no Secret, no ConfigMap. A kind that may not be read is an error line, the rest is printed.
#   sh collect.sh > cluster.json
# The same by hand: the kubectl line below. Where a server does not know one of the kinds, leave it out there.
