#!/usr/bin/env bash
# Lists the texts that a language lacks, one a line: key, tab, English text. Without a language, all languages that have a file.
#   bash eng/untranslated.sh hi
set -euo pipefail
cd "$(dirname "$0")/../src/Superfone.Dashboard/Localization"

texts() { sed -nE 's|.*<data name="([^"]+)"[^>]*><value>(.*)</value>.*|\1\t\2|p' "$1" | sort -t $'\t' -k1,1; }

languages=("$@")
[ ${#languages[@]} -gt 0 ] || languages=($(ls Strings.*.resx | cut -d. -f2))
for language in "${languages[@]}"; do
  [ -f "Strings.$language.resx" ] || { echo "There is no Strings.$language.resx." >&2; exit 1; }
  [ ${#languages[@]} -eq 1 ] || echo "# $language"
  LC_ALL=C join -t $'\t' -v 1 <(LC_ALL=C texts Strings.resx) <(LC_ALL=C texts "Strings.$language.resx")
done
