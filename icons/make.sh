#!/bin/sh
# Draws every icon file from tegata.svg. Needs rsvg-convert (Debian: librsvg2-bin) and Node.js. The Tauri CLI is fetched
# by npx for this one call rather than installed with the UI, because icons are drawn once in a long while.
set -eu
cd "$(dirname "$0")"
rsvg-convert --width 1024 --height 1024 tegata.svg --output .source.png
trap 'rm -f .source.png' EXIT
npx --yes @tauri-apps/cli@2.12.3 icon .source.png --output .
# Phones and the Microsoft Store are not among the product's systems.
rm -rf android ios Square*Logo.png StoreLogo.png
for size in 16 24 48 256 512; do
    rsvg-convert --width "$size" --height "$size" tegata.svg --output "${size}x${size}.png"
done
