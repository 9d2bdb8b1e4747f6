using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Superfone.Dashboard.Access;
using Superfone.Dashboard.Ingest.Webhook;
using Superfone.Dashboard.Storage.Primary;
using Superfone.Dashboard.Tests.Access;

namespace Superfone.Dashboard.Tests.Ingest.Webhook;

public sealed class WebhookSecretTests
{
    private const string Configured = "Superfone:Webhook:Secrets:0";
    private static readonly Dictionary<string, string?> Unconfigured = new() { [Configured] = null };

    [Fact]
    public async Task Secret_Rotated_BothCountUntilTheOldOneIsRemoved()
    {
        await using var dashboard = await RunningDashboard.StartAsync(settings: Unconfigured);
        var secrets = SecretsOf(dashboard);
        var old = secrets.HeaderToPaste!;

        Assert.True(await secrets.CreateAsync(Actor.System));

        var made = secrets.HeaderToPaste!;
        Assert.NotEqual(old, made);
        Assert.Equal(200, await PostAsync(dashboard, old));
        Assert.All(secrets.List(), secret => Assert.Equal(secret.Id == 1, secret.LastUsedUtc is not null));
        Assert.Equal(200, await PostAsync(dashboard, made));
        Assert.All(secrets.List(), secret => Assert.NotNull(secret.LastUsedUtc));
        Assert.False(await secrets.CreateAsync(Actor.System));

        Assert.True(await secrets.RemoveAsync(secrets.List()[0].Id, Actor.System));

        Assert.Equal(401, await PostAsync(dashboard, old));
        Assert.Equal(200, await PostAsync(dashboard, made));
        Assert.False(await secrets.RemoveAsync(secrets.List()[0].Id, Actor.System));
        await dashboard.RestartAsync();
        Assert.Equal(made, SecretsOf(dashboard).HeaderToPaste);
        Assert.NotNull(Assert.Single(SecretsOf(dashboard).List()).LastUsedUtc);
        Assert.Equal(["make webhook secret", "remove webhook secret 1"], await AuditedAsync(dashboard));
    }

    [Fact]
    public async Task Secret_OfAnOlderVersion_StaysTheOneToPaste()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        await dashboard.Services.GetRequiredService<SettingStore>().GetOrAddAsync(SettingStore.WebhookSecret, "the secret of the first start");

        await dashboard.RestartAsync(Unconfigured);

        Assert.Equal("Bearer the secret of the first start", SecretsOf(dashboard).HeaderToPaste);
        Assert.False(SecretsOf(dashboard).IsNew);
        Assert.Equal(200, await PostAsync(dashboard, "Bearer the secret of the first start"));

        // Once it is removed, it does not come back.
        await SecretsOf(dashboard).CreateAsync(Actor.System);
        await SecretsOf(dashboard).RemoveAsync(SecretsOf(dashboard).List()[0].Id, Actor.System);
        await dashboard.RestartAsync();
        Assert.Equal(401, await PostAsync(dashboard, "Bearer the secret of the first start"));
    }

    [Fact]
    public async Task Secrets_Configured_WinAndCannotBeChanged()
    {
        await using var dashboard = await RunningDashboard.StartAsync(settings: Unconfigured);
        var own = SecretsOf(dashboard).HeaderToPaste!;

        await dashboard.RestartAsync(new Dictionary<string, string?> { [Configured] = RunningDashboard.Secret });

        Assert.Equal(401, await PostAsync(dashboard, own));
        Assert.Equal($"Bearer {RunningDashboard.Secret}", SecretsOf(dashboard).HeaderToPaste);
        Assert.False(await SecretsOf(dashboard).CreateAsync(Actor.System));
        Assert.False(await SecretsOf(dashboard).RemoveAsync(0, Actor.System));
    }

    [Fact]
    public async Task Secret_WhoseKeysAreLost_StillCountsAndCanBeReplaced()
    {
        await using var dashboard = await RunningDashboard.StartAsync(settings: Unconfigured);
        var old = SecretsOf(dashboard).HeaderToPaste!;
        await dashboard.StopAsync();
        dashboard.LoseKeys();

        await dashboard.StartAsync();

        Assert.Null(SecretsOf(dashboard).HeaderToPaste);
        Assert.Equal(200, await PostAsync(dashboard, old));
        Assert.True(await SecretsOf(dashboard).CreateAsync(Actor.System));
        Assert.Equal(200, await PostAsync(dashboard, SecretsOf(dashboard).HeaderToPaste!));
        Assert.Equal(200, await PostAsync(dashboard, old));
    }

    [Fact]
    public async Task Secrets_ByAManager_AreDenied()
    {
        await using var dashboard = await RunningDashboard.StartAsync(settings: Unconfigured);

        await Assert.ThrowsAsync<PermissionDeniedException>(() => SecretsOf(dashboard).CreateAsync(People.Asha));
        await Assert.ThrowsAsync<PermissionDeniedException>(() => SecretsOf(dashboard).RemoveAsync(1, People.Asha));
    }

    private static WebhookSecrets SecretsOf(RunningDashboard dashboard) => dashboard.Services.GetRequiredService<WebhookSecrets>();

    private static async Task<int> PostAsync(RunningDashboard dashboard, string header)
    {
        using var client = dashboard.CreateClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/webhooks/superfone") { Content = new StringContent("""{"event":"ANY"}""") };
        request.Headers.Add("Authorization", header);
        using var response = await client.SendAsync(request, TestContext.Current.CancellationToken);
        return (int)response.StatusCode;
    }

    private static async Task<List<string?>> AuditedAsync(RunningDashboard dashboard)
    {
        await using var context = await dashboard.Services.GetRequiredService<IDbContextFactory<PrimaryContext>>().CreateDbContextAsync();
        return await context.AuditEntries.Where(entry => entry.Action == "token").OrderBy(entry => entry.Id).Select(entry => entry.Subject).ToListAsync();
    }
}
