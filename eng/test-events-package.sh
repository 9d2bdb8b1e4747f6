#!/usr/bin/env bash
# Packs Superfone.Events in a clone of the commit, looks into the package, makes the application of its README with it, and posts an event to that.
set -euo pipefail
cd "$(dirname "$0")/.."

work=$(mktemp -d)
receiver=
trap 'kill $receiver 2>/dev/null || true; rm -rf "$work"' EXIT
die() { echo "FAILED: $1" >&2; cat "$work/log" >&2 2>/dev/null || true; exit 1; }

# Links to sources lead to the repository from which it was cloned; only those of known hosts have them.
commit=$(git rev-parse HEAD)
git clone -q --no-hardlinks "$PWD" "$work/clone"
repository=$(git remote get-url origin 2>/dev/null || true)
[[ $repository == https://github.com/* ]] || repository=https://github.com/example/superfone-dashboard
git -C "$work/clone" remote set-url origin "$repository"
dotnet pack "$work/clone/src/Superfone.Events" -c Release --nologo -v q -o "$work/feed" >"$work/log" 2>&1 || die "it cannot be packed"
package=$(basename "$work"/feed/*.nupkg .nupkg)
version=${package#Superfone.Events.}

# What an editor shows while one writes, and what a debugger finds.
inside() { unzip -p "$work/feed/$1" "$2" || die "$1 has no $2"; }
library=lib/net10.0/Superfone.Events
inside "$package.nupkg" README.md | cmp -s - src/Superfone.Events/README.md || die "the package has another README"
inside "$package.nupkg" $library.xml >"$work/documentation"
for member in T:Superfone.Events.EventReader T:Superfone.Events.SuperfoneEvent; do
  grep -q "<member name=\"$member\">" "$work/documentation" || die "the package does not document $member"
done
inside "$package.nupkg" Superfone.Events.nuspec | grep "<repository " >"$work/log" || die "the package does not say from which repository it is"
{ grep -qF "url=\"${repository%.git}" "$work/log" && grep -qF "commit=\"$commit\"" "$work/log"; } || die "the package names another repository or commit"
inside "$package.snupkg" $library.pdb >"$work/symbols"
raw=${repository%.git}
grep -aq "${raw/github.com/raw.githubusercontent.com}/$commit/" "$work/symbols" || die "the symbols do not link to the sources"

mkdir "$work/Receiver"
awk '/^```csharp/ { inside = 1; next } /^```/ { inside = 0 } inside' src/Superfone.Events/README.md >"$work/Receiver/Program.cs"
[ "$(wc -l <"$work/Receiver/Program.cs")" -le 30 ] || die "the README's application has become long"
cat >"$work/Receiver/Receiver.csproj" <<XML
<Project Sdk="Microsoft.NET.Sdk.Web">
  <PropertyGroup>
    <TargetFramework>net10.0</TargetFramework><Nullable>enable</Nullable><ImplicitUsings>enable</ImplicitUsings>
    <RestoreAdditionalProjectSources>$work/feed</RestoreAdditionalProjectSources><RestorePackagesPath>$work/packages</RestorePackagesPath>
    <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
  </PropertyGroup>
  <ItemGroup><PackageReference Include="Superfone.Events" Version="$version" /></ItemGroup>
</Project>
XML
dotnet build "$work/Receiver" --nologo -v q >"$work/log" 2>&1 || die "the README's application does not compile"
dotnet "$work/Receiver/bin/Debug/net10.0/Receiver.dll" --urls http://127.0.0.1:5086 --WebhookSecret "the secret" >"$work/log" 2>&1 &
receiver=$!

post() { curl -s -o /dev/null -w '%{http_code}' --retry 50 --retry-delay 0 --retry-connrefused -H "Authorization: Bearer $1" --data-binary "$2" http://127.0.0.1:5086/webhooks/superfone; }
[ "$(post "another secret" @tests/payloads/ALL_CALLS.json)" = 401 ] || die "another secret is accepted"
[ "$(post "the secret" '{"event":"ALL_CALLS"}')" = 422 ] || die "an event without its id is accepted"
[ "$(post "the secret" @tests/payloads/ALL_CALLS.json)" = 200 ] || die "the event is refused"
for _ in $(seq 1 50); do grep -q "Call 9876543: Outbound ANSWER, 142 s" "$work/log" && break; sleep 0.1; done
grep -q "Call 9876543: Outbound ANSWER, 142 s" "$work/log" || die "the event is not shown"
echo "$package receives an event in an application of its own."
