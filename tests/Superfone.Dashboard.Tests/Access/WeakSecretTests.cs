using System.Net;
using Microsoft.Extensions.Logging;

namespace Superfone.Dashboard.Tests.Access;

public sealed class WeakSecretTests
{
    [Fact]
    public async Task Secrets_ThatAreShort_WorkButAreWarnedOfByTheirKeyInLogAndShell()
    {
        using var log = new KeptLog();
        await using var dashboard = await RunningDashboard.StartAsync(
            settings: new Dictionary<string, string?> { ["Superfone:Webhook:Secrets:1"] = "short", ["Superfone:Api:Tokens:0:Token"] = "fifteen letters" },
            configure: builder => builder.Logging.AddProvider(log));
        using var client = await dashboard.SignInAsync();
        using var post = new HttpRequestMessage(HttpMethod.Post, "/webhooks/superfone") { Content = new StringContent("{}") };
        post.Headers.Add("Authorization", "Bearer short");

        using var reply = await client.SendAsync(post, TestContext.Current.CancellationToken);
        var page = await client.GetStringAsync("/", TestContext.Current.CancellationToken);

        Assert.NotEqual(HttpStatusCode.Unauthorized, reply.StatusCode);
        foreach (var key in new[] { "Superfone:Webhook:Secrets:1", "Superfone:Api:Tokens:0:Token" })
        {
            Assert.Single(log.Lines, line => line.Contains(key, StringComparison.Ordinal));
            Assert.Contains(key, page, StringComparison.Ordinal);
        }

        Assert.DoesNotContain("Superfone:Webhook:Secrets:0", page, StringComparison.Ordinal);
    }
}
