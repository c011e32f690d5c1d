#!/bin/sh
# Checks a dossier's bag with nothing of ours: sha256sum and openssl 3. Usage: sh verify-dossier.sh FOLDER
# What it does by hand is written in dossier-format.md. `./maple verify` says more where something is wrong.
set -eu
cd "$1"
export LC_ALL=C

listed=$(mktemp)
there=$(mktemp)
trap 'rm -f "$listed" "$there"' EXIT

# 1. The tag manifest is the one that was signed; the key says how.
case $(openssl pkey -pubin -in signer.pem -noout -text) in
  *ED25519*) how='' ;;
  *SM2*) how='-digest sm3 -pkeyopt distid:1234567812345678' ;;
  *) how='-digest sha256' ;;
esac
signed() { # file
  # shellcheck disable=SC2086
  openssl pkeyutl -verify -pubin -inkey signer.pem -rawin $how -in "$1" -sigfile "$1.sig"
}
signed tagmanifest-sha256.txt

# 2. The tag manifest vouches for the manifest, and the manifest for every file of the payload.
sha256sum --quiet --strict -c tagmanifest-sha256.txt
sha256sum --quiet --strict -c manifest-sha256.txt

# 3. Where bag-info.txt names a time-stamp authority, the signature was there when it says. Its certificate may have
#    expired since; it had to be good then.
stamp=tagmanifest-sha256.txt.sig.tsr
if grep -q '^Time-Stamp-Authority: ' bag-info.txt; then
  signed "$stamp"
  at=$(openssl ts -reply -in "$stamp" -text | sed -n 's/^Time stamp: //p')
  openssl ts -verify -in "$stamp" -data tagmanifest-sha256.txt.sig -CAfile authority.pem -attime "$(date -d "$at" +%s)"
else
  stamp=
fi

# 4. Nothing lies in the bag that no manifest names.
{
  cut -c67- tagmanifest-sha256.txt manifest-sha256.txt
  echo tagmanifest-sha256.txt
  echo tagmanifest-sha256.txt.sig
  [ -z "$stamp" ] || printf '%s\n' "$stamp" "$stamp.sig"
} | sort >"$listed"
find . ! -type d | cut -c3- | sort >"$there"
diff "$listed" "$there"

echo "OK: $(wc -l <manifest-sha256.txt) payload files are as they were sealed"
