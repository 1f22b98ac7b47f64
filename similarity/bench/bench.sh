#!/bin/sh
# What finding reused passages costs, against counting the words (wc -w) and
# against sim_text (Debian package similarity-tester), in one run:
#
#	similarity/bench/bench.sh FOLDER
#
# FOLDER holds texts as .txt files. Every figure is processor time, user and
# system, the least of five runs (three of the slow ones); ours from texts in
# memory to groups out, on one core; that of the others includes reading.
# Memory is the peak of our whole process, texts included.
set -eu
folder=${1:?usage: bench.sh FOLDER}
folder=$(cd "$folder" && pwd)
cd "$(dirname "$0")/../.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
go build -o "$work/bench" ./similarity/bench
export GOMAXPROCS=1

# cpu RUNS COMMAND... prints the least seconds of processor time.
cpu() {
	runs=$1
	shift
	for _ in $(seq "$runs"); do
		bash -c 'TIMEFORMAT="%U %S"; time "$@" >/dev/null 2>&1' - "$@" 2>&1
	done | awk '{ s = $1 + $2; if (NR == 1 || s < least) least = s } END { printf "%.3f", least }'
}

# ours RUNS FLAGS... prints the line of the cheapest run.
ours() {
	runs=$1
	shift
	for _ in $(seq "$runs"); do "$work/bench" "$@" "$folder"; done | sort -t: -k2 | awk '
		{ for (i = 1; i < NF; i++) if ($i == "cpu") s = $(i + 1) }
		NR == 1 || s + 0 < least + 0 { least = s; line = $0 }
		END { print line }'
}

report() {
	name=$1 line=$2 words=$3
	echo "$line" | awk -v name="$name" -v words="$words" '{
		for (i = 1; i < NF; i++) v[$i] = $(i + 1)
		printf "%-20s %6.1f MB %8.2f s  %6.4f s/MB  %5.1f x wc -w  peak %5.0f MB = %4.1f x text  %d matches, %d groups\n",
			name, v["MB"], v["cpu"], v["cpu"] / v["MB"], v["cpu"] / words, v["peak"], v["peak"] / v["MB"], v["matches"], v["groups"]
	}'
}

for scale in 0 10; do
	one=$work/one.txt
	"$work/bench" -scale $scale -write "$one" "$folder"
	[ $scale = 0 ] && echo "The texts of $folder" || echo "$scale times as much text, drawn from their words"
	words=$(cpu 5 wc -w "$one")
	echo "wc -w, locale ${LC_ALL:-${LANG:-C}}: $words s; LC_ALL=C $(LC_ALL=C cpu 5 wc -w "$one") s; LC_ALL=C.UTF-8 $(LC_ALL=C.UTF-8 cpu 5 wc -w "$one") s"
	report "copied and edited" "$(ours 5 -scale $scale -reworded=false)" "$words"
	report "and reworded" "$(ours 3 -scale $scale)" "$words"
	rm "$one"
done
echo "A thousand copies of one text among 10,000 others"
report "10,000 texts" "$(ours 3 -scale 3 -limit 10000)" 1
report "and 1,000 copies" "$(ours 3 -scale 3 -limit 10000 -copies 1000)" 1
if command -v sim_text >/dev/null; then
	echo "sim_text, runs of 12 words, the texts of $folder: $(cpu 3 sh -c 'sim_text -r 12 -n -o /dev/null "$1"/*.txt' - "$folder") s"
else
	echo "sim_text is not installed (Debian: apt-get install similarity-tester)"
fi
