namespace Superfone.Dashboard.Recordings.Download;

/// <summary>The hosts from which recordings may be downloaded.</summary>
/// <param name="hosts">Names or addresses; <c>*.</c> in front matches sub-domains, not the domain itself.</param>
internal sealed class HostList(IReadOnlyList<string> hosts)
{
    /// <summary>Whether a host is in the list.</summary>
    /// <param name="host">A name in ASCII or an address without brackets, as <see cref="Uri.IdnHost"/> returns it.</param>
    public bool Contains(string host) => hosts.Any(allowed => allowed.StartsWith("*.", StringComparison.Ordinal)
        ? host.Length > allowed.Length - 1 && host.EndsWith(allowed[1..], StringComparison.OrdinalIgnoreCase)
        : host.Equals(allowed.Trim('[', ']'), StringComparison.OrdinalIgnoreCase));
}
