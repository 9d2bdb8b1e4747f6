using Microsoft.Extensions.Options;

namespace Superfone.Dashboard.Tests.Shared;

/// <summary>Options that nobody changes.</summary>
internal sealed class FixedOptions<TOptions>(TOptions options) : IOptionsMonitor<TOptions>
{
    public TOptions CurrentValue => options;

    public TOptions Get(string? name) => options;

    public IDisposable? OnChange(Action<TOptions, string?> listener) => null;
}
