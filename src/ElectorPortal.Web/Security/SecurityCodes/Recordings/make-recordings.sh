#!/bin/sh
# Speaks the ten digits in French, once: 0.wav to 9.wav, 16 kHz, 16 bits, mono. Needs espeak-ng and sox; the portal needs neither.
#
# Licence: espeak-ng is under the GPL, version 3 or later. The sound that it produces is taken here not to be a work derived from it,
# as a text is not derived from the editor it was typed in. The recordings are part of the portal and follow its licence.
set -eu
cd "$(dirname "$0")"

spoken=$(mktemp --suffix=.wav)
trap 'rm -f "$spoken"' EXIT

for digit in 0 1 2 3 4 5 6 7 8 9; do
    espeak-ng -v fr -s 130 -g 2 -w "$spoken" "$digit"
    # Silence off both ends, every digit equally loud, and no click where it starts or stops.
    sox -D "$spoken" -r 16000 -b 16 -c 1 "$digit.wav" \
        silence 1 0.01 0.5% fade 0.01 reverse silence 1 0.01 0.5% fade 0.02 reverse \
        norm -3
done
