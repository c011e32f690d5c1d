#!/usr/bin/env bash
# A second opinion on a sealed recording: checks the whole folder as docs/recording-format.md describes it with nothing
# but the shell, sha256sum and openssl (3.0 or newer). It shares no line with the program that wrote the folder.
#
#   verify.sh FOLDER [SIGNER.pem]    SIGNER.pem: the server's public key as you know it from elsewhere
#
# Prints one line per problem and a last line "OK" or "NOT OK"; exit status 0, 1, or 2 where there is nothing to check.
set -uo pipefail
export LC_ALL=C

[ $# -ge 1 ] && [ -d "$1" ] || { echo "usage: verify.sh FOLDER [SIGNER.pem]" >&2; exit 2; }
known=${2:+$(realpath "$2")}
cd "$1" || exit 2
work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT
problems=0

complain() { printf '%s\n' "$*"; problems=$((problems + 1)); }

# The value of a key in a ledger line. Only used on lines whose values hold no quotation marks.
value() { # key line
  sed -n 's/.*"'"$1"'":"\{0,1\}\([^",}]*\)"\{0,1\}[,}].*/\1/p' <<<"$2"
}

signed() { # key.pem message signature
  local kind
  kind=$(openssl pkey -pubin -in "$1" -noout -text 2>/dev/null) || return 1
  case $kind in
    *ED25519*) openssl pkeyutl -verify -pubin -inkey "$1" -rawin -in "$2" -sigfile "$3" ;;
    *SM2*) openssl pkeyutl -verify -pubin -inkey "$1" -rawin -digest sm3 -pkeyopt distid:1234567812345678 -in "$2" -sigfile "$3" ;;
    *) openssl dgst -sha256 -verify "$1" -signature "$3" "$2" ;;
  esac >/dev/null 2>&1
}

sha256_of() { sha256sum <"$1" | cut -c1-64; }
sm3_of() { openssl dgst -sm3 -r <"$1" 2>/dev/null | cut -c1-64; }
range_of() { tail -c "+$(($2 + 1))" -- "$1" | head -c "$3" | sha256sum | cut -c1-64; } # file offset length

# The signed manifest as one line without spaces outside of values, which is how the keys below are looked for.
flat() { tr -d '\n' <"$1" | sed 's/" : /":/g; s/, *"/,"/g; s/{ *"/{"/g; s/" *}/"}/g; s/\([0-9]\) *}/\1}/g'; }

check_signature() { # folder
  local file
  for file in manifest.json manifest.sig signer.pem; do
    [ -f "$1/$file" ] && [ ! -L "$1/$file" ] || { complain "$1/$file: missing"; return 1; }
  done
  signed "$1/signer.pem" "$1/manifest.json" "$1/manifest.sig" || { complain "$1/manifest.json: the signature does not fit"; return 1; }
  openssl pkey -pubin -in "$1/signer.pem" -out "$work/canonical.pem" 2>/dev/null
  cmp -s "$1/signer.pem" "$work/canonical.pem" || complain "$1/signer.pem: was changed"
  [ -z "$known" ] || cmp -s "$1/signer.pem" "$known" || complain "$1/signer.pem: not the key you trust"
}

check_sums() {
  local sum file
  sha256sum --check --strict --quiet SHA256SUMS 2>&1 | grep -v '^sha256sum:' | while IFS= read -r line; do echo "$line"; done
  sha256sum --check --strict --status SHA256SUMS 2>/dev/null || complain "SHA256SUMS: does not fit the files"
  while read -r sum file; do
    [ "$(sm3_of "$file")" = "$sum" ] || complain "$file: its SM3 is another"
  done <SM3SUMS
  while read -r sum file; do
    grep -qF "\"file\":\"$file\",\"bytes\":$(stat -c %s "$file" 2>/dev/null),\"sha256\":\"$sum\",\"sm3\":\"$(sm3_of "$file")\"" "$work/manifest" ||
      complain "$file: not the file of the signed manifest"
  done < <(cat SHA256SUMS; sha256sum SHA256SUMS SM3SUMS)
  [ "$(grep -o '"sm3":"' "$work/manifest" | wc -l)" = "$(($(wc -l <SHA256SUMS) + 2))" ] || complain "manifest.json: lists more files than there are"
}

check_nothing_added() {
  local file
  while IFS= read -r -d '' file; do
    file=${file#./}
    case $file in
      manifest.json | manifest.sig | signer.pem | timestamp.tsr | timestamp.sig | SHA256SUMS | SM3SUMS) ;;
      viewing/* | viewing.part/*) ;;
      *) cut -c67- SHA256SUMS | grep -qxF -- "$file" || complain "$file: added after the seal" ;;
    esac
  done < <(find . ! -type d -print0)
}

check_head() { # number prev line
  printf 'maplebridge ledger head\n%s\n%s\n%s\n' "$recording" "$1" "$2" >"$work/statement"
  value signature "$3" | openssl base64 -d -A >"$work/signature" 2>/dev/null
  signed "$work/signer.pem" "$work/statement" "$work/signature" || complain "ledger.jsonl: line $1: the signed head does not hold"
}

name_signer() { # line
  value key "$1" | openssl base64 -d -A 2>/dev/null | openssl pkey -pubin -inform DER -out "$work/signer.pem" 2>/dev/null ||
    complain "ledger.jsonl: names no key"
  [ -z "$known" ] || cmp -s "$work/signer.pem" "$known" || complain "ledger.jsonl: names a key you do not trust"
}

check_segment() { # line
  local file offset length
  file=$(value file "$1") offset=$(value offset "$1") length=$(value length "$1")
  [ "${covered[$file]:-0}" = "$offset" ] || complain "$file: the ledger does not list bytes ${covered[$file]:-0} to $offset once"
  covered[$file]=$((offset + length))
  [ "$(range_of "$file" "$offset" "$length" 2>/dev/null)" = "$(value sha256 "$1")" ] ||
    complain "$file: bytes $offset to $((offset + length)) are not the segment of the ledger"
}

# Every line carries the SHA-256 of the line before it; heads are signed; segments are ranges of the track files.
check_ledger() {
  declare -gA covered=()
  local line type number=0 prev recording='' file
  prev=$(printf '0%.0s' {1..64})
  while IFS= read -r line; do
    case $line in
      "{\"n\":$number,\"at\":\""*"\",\"prev\":\"$prev\",\"entry\":{\"type\":\""*) ;;
      *) complain "ledger.jsonl: line $number does not join the line before" ;;
    esac
    type=${line#*\"entry\":\{\"type\":\"}
    case ${type%%\"*} in
      started) recording=$(value recordingId "$line") ;;
      signer) name_signer "$line" ;;
      head) check_head "$number" "$prev" "$line" ;;
      segment) check_segment "$line" ;;
      rebuilt) complain "ledger.jsonl: was found broken and begun anew at line $number" ;;
    esac
    prev=$(printf '%s' "$line" | sha256sum | cut -c1-64)
    number=$((number + 1))
  done <ledger.jsonl
  [ -z "$line" ] || complain "ledger.jsonl: the last line is torn"
  [ "${type%%\"*}" = sealed ] || complain "ledger.jsonl: does not end with the seal"
  grep -q "\"ledgerLines\":$number,\"ledgerHead\":\"$prev\"" "$work/manifest" || complain "ledger.jsonl: not the ledger that was sealed"
  grep -qF "\"recordingId\":\"$recording\"" "$work/manifest" || complain "ledger.jsonl: of another recording"
  for file in "${!covered[@]}"; do
    [ "$(stat -c %s "$file" 2>/dev/null)" = "${covered[$file]}" ] || complain "$file: the ledger lists ${covered[$file]} bytes"
  done
}

check_time_stamp() {
  local at
  if grep -q '"timeStampAuthority":null' "$work/manifest"; then
    [ ! -e timestamp.tsr ] && [ ! -e timestamp.sig ] || complain "timestamp.tsr: the seal knows of no time stamp"
    return
  fi
  [ -f timestamp.tsr ] && [ -f timestamp.sig ] || { complain "timestamp.tsr: missing"; return; }
  signed signer.pem timestamp.tsr timestamp.sig || complain "timestamp.tsr: was changed"
  # The authority's certificate may have expired since; it had to be good when it stamped.
  at=$(openssl ts -reply -in timestamp.tsr -text 2>/dev/null | sed -n 's/^Time stamp: //p')
  openssl ts -verify -in timestamp.tsr -data manifest.sig -CAfile authority.pem -attime "$(date -d "$at" +%s)" >/dev/null 2>&1 ||
    complain "timestamp.tsr: the time stamp does not hold"
}

check_viewing() {
  local file
  check_signature viewing || return
  flat viewing/manifest.json >"$work/viewing"
  grep -qF "\"recordingManifestSha256\":\"$(sha256_of manifest.json)\"" "$work/viewing" || complain "viewing/manifest.json: of another recording"
  while IFS= read -r -d '' file; do
    case $file in
      viewing/manifest.json | viewing/manifest.sig | viewing/signer.pem) ;;
      *) grep -qF "\"file\":\"${file#viewing/}\",\"bytes\":$(stat -c %s "$file"),\"sha256\":\"$(sha256_of "$file")\"" "$work/viewing" ||
        complain "$file: not a file of the viewing copy" ;;
    esac
  done < <(find viewing ! -type d -print0)
  while IFS= read -r file; do
    [ -f "viewing/$file" ] || complain "viewing/$file: missing"
  done < <(grep -o '"file":"[^"]*"' "$work/viewing" | cut -d'"' -f4)
}

for file in ledger.jsonl order.json SHA256SUMS SM3SUMS; do
  [ -f "$file" ] && [ ! -L "$file" ] || complain "$file: missing"
done
if check_signature . && [ "$problems" = 0 ]; then
  flat manifest.json >"$work/manifest"
  check_sums
  check_nothing_added
  check_ledger
  check_time_stamp
fi
[ ! -e viewing ] || check_viewing
if [ "$problems" = 0 ]; then echo OK; else echo "NOT OK: $problems problems"; exit 1; fi
