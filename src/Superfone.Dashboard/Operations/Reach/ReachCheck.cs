using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Options;
using Superfone.Dashboard.Access;
using Superfone.Dashboard.Access.Permissions;
using Superfone.Dashboard.Configuration.Network;
using Superfone.Dashboard.Storage.Primary;

namespace Superfone.Dashboard.Operations.Reach;

/// <summary>
/// Checks by the public URL, and by nothing else, whether this installation can be reached from outside. A router that does not lead back into its
/// own network can make it fail although the world gets in: a received event proves more.
/// </summary>
public sealed class ReachCheck(IOptionsMonitor<AddressOptions> addresses, ReachChallenges challenges, ReachNetwork network, SettingStore store, TimeProvider time) : IDisposable
{
    private readonly SemaphoreSlim _turn = new(1, 1);
    private ReachResult? _last;

    /// <summary>The last result since the start, of the public URL that is set now; <see langword="null"/> if there is none.</summary>
    public ReachResult? Last => Volatile.Read(ref _last) is { } last && last.Address == addresses.CurrentValue.Public ? last : null;

    /// <summary>Whether the public URL that is set now has worked, also before the start.</summary>
    public bool HasWorked => addresses.CurrentValue.Public is { } address && store.Find(SettingStore.ReachedAddress) == address.AbsoluteUri;

    /// <summary>Checks it. One check runs at a time.</summary>
    /// <param name="by">Who asks for it.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="PermissionDeniedException">They may not.</exception>
    public async Task<ReachResult> CheckAsync(Actor by, CancellationToken cancellation = default)
    {
        by.Require(Permission.ManageSettings);
        await _turn.WaitAsync(cancellation);
        try
        {
            var address = addresses.CurrentValue.Public;
            var finding = address is null ? new ReachFinding(ReachOutcome.NoAddress) : await FindAsync(address, cancellation);
            var result = new ReachResult(finding.Outcome, address, time.GetUtcNow().UtcDateTime) { Seen = finding.Seen };
            if (result.IsGood && !HasWorked)
                await store.SetAsync(SettingStore.ReachedAddress, address!.AbsoluteUri);
            Volatile.Write(ref _last, result);
            return result;
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _turn.Dispose();

    private async Task<ReachFinding> FindAsync(Uri address, CancellationToken cancellation)
    {
        IPAddress[] found;
        try
        {
            found = await network.ResolveAsync(address.IdnHost, cancellation).WaitAsync(network.Timeout, cancellation);
        }
        catch (Exception error) when (error is SocketException or TimeoutException)
        {
            return new(ReachOutcome.UnknownName);
        }

        if (found.Where(network.IsPublic).ToArray() is not { Length: > 0 } reachable)
            return found.Length == 0 ? new(ReachOutcome.UnknownName) : new(ReachOutcome.PrivateAddress, found[0].ToString());

        using var client = new ReachClient(reachable, network);
        using var plain = challenges.Create();
        var finding = await client.AskAsync(plain.At(address), plain.Answer, cancellation);
        if (finding.Outcome is not (ReachOutcome.Works or ReachOutcome.UntrustedProxy))
            return finding;
        if (address.Scheme != Uri.UriSchemeHttps)
            return new(ReachOutcome.Unencrypted);
        using var upgraded = challenges.Create();
        return await client.PassesWebSocketsAsync(upgraded.At(address), upgraded.Answer, cancellation) ? finding : new(ReachOutcome.NoWebSockets);
    }
}
