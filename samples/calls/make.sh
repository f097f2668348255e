#!/usr/bin/env bash
# Makes NAME.wav and NAME.json (what is said when) from NAME.txt, with espeak-ng and sox: 8 kHz, 16 bit, one channel, as a telephone line has it.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

for text in "${@:-./*.txt}"; do for file in $text; do
  name=$(basename "$file" .txt)
  at=0 part=0 parts=() phrases=()
  while read -r pause volume speed pitch words; do
    [[ $pause == \#* || -z $pause ]] && continue
    part=$((part + 1))
    espeak-ng -v en-us -s "$speed" -p "$pitch" -w "$work/$part.raw.wav" -- "$words"
    sox -D "$work/$part.raw.wav" -r 8000 -b 16 -c 1 "$work/$part.said.wav" silence 1 0.01 0.2% reverse silence 1 0.01 0.2% reverse norm -1 vol "$volume"
    sox -D -n -r 8000 -b 16 -c 1 "$work/$part.pause.wav" trim 0 "$pause"
    start=$(awk "BEGIN { print $at + $pause }")
    at=$(awk "BEGIN { printf \"%.3f\", $start + $(soxi -D "$work/$part.said.wav") }")
    parts+=("$work/$part.pause.wav" "$work/$part.said.wav")
    phrases+=("    {\"start\": $start, \"end\": $at, \"text\": \"$words\"}")
  done < "$file"
  sox -D -n -r 8000 -b 16 -c 1 "$work/end.wav" trim 0 1.5
  sox -D "${parts[@]}" "$work/end.wav" "$name.wav"
  { echo '{'; echo '  "script": ['; (IFS=$'\n'; echo "${phrases[*]}" | sed '$!s/$/,/'); echo '  ]'; echo '}'; } > "$name.json"
  echo "$name: $(soxi -D "$name.wav") s"
done; done
