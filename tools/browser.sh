#!/bin/sh
# A Chromium for the browser tests: the one on PATH, else the system's package manager, else the line to type.
set -u
for name in chromium chromium-browser google-chrome google-chrome-stable; do
  command -v "$name" >/dev/null 2>&1 && exit 0
done
sudo=""
[ "$(id -u)" = 0 ] || sudo="sudo -n"
echo "No Chromium found; installing it for the browser tests …"
if command -v apt-get >/dev/null 2>&1; then
  $sudo apt-get update -qq && $sudo apt-get install -y -qq chromium fonts-noto-core fonts-noto-cjk >/dev/null && exit 0
  line="sudo apt-get install chromium fonts-noto-core fonts-noto-cjk"
elif command -v dnf >/dev/null 2>&1; then
  $sudo dnf install -y -q chromium && exit 0
  line="sudo dnf install chromium"
elif command -v brew >/dev/null 2>&1; then
  brew install --quiet --cask chromium && exit 0
  line="brew install --cask chromium"
else
  line="(install Chromium or Chrome, so that 'chromium' or 'google-chrome' is on PATH)"
fi
echo "The tests need a browser, and it could not be installed from here. Type: $line" >&2
exit 1
