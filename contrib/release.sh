#!/bin/sh
# Build releases for the platforms named, or for all usual ones, into dist/:
#   sh contrib/release.sh [linux/amd64 …]
# The same commit and version of Go give the same files to the byte, wherever
# they are built. Each has the list of its parts, with versions, hashes and
# licences, in sbom.cdx.json (CycloneDX). It takes Go, git and GNU tar.
set -eu
cd "$(dirname "$0")/.."

if [ -n "$(git status --porcelain)" ]; then
	echo "release.sh: there are changes that are not committed; a release is a commit" >&2
	exit 1
fi
SOURCE_DATE_EPOCH=$(git log -1 --format=%ct)
export SOURCE_DATE_EPOCH LC_ALL=C TZ=UTC
version=$(git describe --tags --always)
umask 022
rm -rf dist
mkdir -p dist

build() { # OS ARCH FILE
	CGO_ENABLED=0 GOOS=$1 GOARCH=$2 GOFLAGS='' go build -trimpath -buildvcs=true -ldflags='-s -w' -o "$3" ./cmd/copydesk
}

. .ci/tools
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
GOBIN=$work CGO_ENABLED=0 GOFLAGS=-trimpath go install "$cyclonedx"

sbom() { # OS ARCH FILE
	CGO_ENABLED=0 GOOS=$1 GOARCH=$2 GOFLAGS='' "$work/cyclonedx-gomod" app -json -licenses -std -noserial -notimestamp \
		-main cmd/copydesk -output "$3" .
}

build "$(go env GOHOSTOS)" "$(go env GOHOSTARCH)" "$work/copydesk"
"$work/copydesk" man "$work/man"
mkdir "$work/completion"
for shell in bash zsh fish powershell; do
	"$work/copydesk" completion "$shell" >"$work/completion/copydesk.$shell"
done

[ $# -gt 0 ] || set -- linux/amd64 linux/arm64 darwin/amd64 darwin/arm64
for platform; do
	os=${platform%/*} arch=${platform#*/}
	name=copydesk-$version-$os-$arch
	mkdir -p "$work/$name"
	build "$os" "$arch" "$work/$name/copydesk"
	sbom "$os" "$arch" "$work/$name/sbom.cdx.json"
	cp -R LICENSE README.md docs/operations.md contrib "$work/man" "$work/completion" "$work/$name"
	tar -C "$work" --sort=name --mtime="@$SOURCE_DATE_EPOCH" --owner=0 --group=0 --numeric-owner -cf - "$name" | gzip -9n >"dist/$name.tar.gz"
done
(cd dist && sha256sum ./*.tar.gz >SHA256SUMS)
cat dist/SHA256SUMS
