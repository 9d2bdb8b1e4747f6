using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;
using Superfone.Dashboard.Configuration.Network;

namespace Superfone.Dashboard.Access.Requests;

/// <summary>Has options read again when the public address changes. Watching the configuration itself, they could be read before the address is.</summary>
/// <typeparam name="TOptions">The options that depend on the address.</typeparam>
internal sealed class AddressChange<TOptions> : IOptionsChangeTokenSource<TOptions>
{
    private ConfigurationReloadToken _change = new();

    /// <summary>Watches the address.</summary>
    /// <param name="name">The name of the options.</param>
    /// <param name="addresses">The address.</param>
    public AddressChange(string name, IOptionsMonitor<AddressOptions> addresses)
    {
        Name = name;
        addresses.OnChange(_ => Interlocked.Exchange(ref _change, new ConfigurationReloadToken()).OnReload());
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public IChangeToken GetChangeToken() => Volatile.Read(ref _change);
}
