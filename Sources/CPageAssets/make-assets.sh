#!/bin/sh
# Makes the gzip form of every file of the page, and the table that embeds both. Run after each change under page/.
set -eu
cd "$(dirname "$0")"
find page -name '*.gz' -delete
files=$(cd page && find . -type f | sed 's|^\./||' | LC_ALL=C sort)
{
  echo '// Written by make-assets.sh.'
  echo '#include "CPageAssets.h"'
  echo '#pragma clang diagnostic ignored "-Wc23-extensions"'
  n=0
  for file in $files; do
    gzip -n -9 -c "page/$file" > "page/$file.gz"
    printf 'static const unsigned char plain%d[] = {\n#embed "page/%s"\n};\n' $n "$file"
    printf 'static const unsigned char gzip%d[] = {\n#embed "page/%s.gz"\n};\n' $n "$file"
    n=$((n + 1))
  done
  echo 'static const struct page_asset assets[] = {'
  n=0
  for file in $files; do
    printf '  {"%s", plain%d, sizeof plain%d, gzip%d, sizeof gzip%d},\n' "$file" $n $n $n $n
    n=$((n + 1))
  done
  echo '};'
  echo 'const struct page_asset *page_assets(void) { return assets; }'
  echo 'size_t page_asset_count(void) { return sizeof assets / sizeof assets[0]; }'
} > CPageAssets.c
