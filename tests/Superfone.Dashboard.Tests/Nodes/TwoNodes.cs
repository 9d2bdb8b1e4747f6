using Superfone.Dashboard.Configuration.Database;
using Superfone.Dashboard.Tests.Api;

namespace Superfone.Dashboard.Tests.Nodes;

/// <summary>Two nodes over one database.</summary>
internal sealed class TwoNodes(ApiDashboard a, ApiDashboard b) : IAsyncDisposable
{
    /// <summary>The one that started first.</summary>
    public ApiDashboard A => a;

    /// <summary>The other one.</summary>
    public ApiDashboard B => b;

    public static async Task<TwoNodes> StartAsync(IReadOnlyDictionary<string, string?>? settings = null)
    {
        var a = await RunningDashboard.StartAsync(settings);
        var b = await RunningDashboard.StartAsync(new Dictionary<string, string?>(settings ?? new Dictionary<string, string?>())
        {
            [$"{StorageOptions.Section}:Provider"] = "postgres",
            [StorageOptions.ConnectionStringKey] = a.Database,
        });
        return new TwoNodes(new ApiDashboard(a), new ApiDashboard(b));
    }

    public async ValueTask DisposeAsync()
    {
        await b.DisposeAsync();
        await a.DisposeAsync();
    }
}
