using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using Superfone.Dashboard.Configuration;

namespace Superfone.Dashboard.Tests.Mail;

public sealed class LinkMailTests
{
    [Fact]
    public async Task Invitation_WithAMailServer_IsMailedAndShown()
    {
        await using var mail = MailStandIn.Start();
        await using var dashboard = await RunningDashboard.StartAsync(mail.Settings);
        using var owner = dashboard.CreateClient(Roles.Owner);

        var invited = await PostAsync(owner, "/api/v1/users", new { email = "new@example.com", role = "Agent" });
        await mail.WaitAsync(1);
        await PostAsync(owner, $"/api/v1/users/{invited["id"]}/reset", new { });
        var mails = await mail.WaitAsync(2);

        Assert.All(mails, sent => Assert.Equal("new@example.com", sent.To.ToString()));
        Assert.Contains(invited["inviteUrl"]!.ToString(), mails[0].TextBody, StringComparison.Ordinal);
        Assert.DoesNotContain(invited["inviteUrl"]!.ToString(), mails[1].TextBody, StringComparison.Ordinal);
        Assert.Contains("/invite?token=", mails[1].TextBody, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Invitation_WhoseMailIsRefused_IsMadeNevertheless()
    {
        await using var mail = MailStandIn.Start();
        mail.Unknown.Add("new@example.com");
        await using var dashboard = await RunningDashboard.StartAsync(mail.Settings);
        using var owner = dashboard.CreateClient(Roles.Owner);

        var invited = await PostAsync(owner, "/api/v1/users", new { email = "new@example.com", role = "Agent" });

        Assert.Contains("/invite?token=", invited["inviteUrl"]!.ToString(), StringComparison.Ordinal);
        Assert.Empty(mail.Mails);
    }

    [Fact]
    public async Task Invitation_WithAMailServerThatIsSilent_DoesNotWaitForIt()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        await using var dashboard = await RunningDashboard.StartAsync(new Dictionary<string, string?>
        {
            ["Superfone:Mail:Host"] = "127.0.0.1",
            ["Superfone:Mail:Port"] = $"{((IPEndPoint)silent.LocalEndpoint).Port}",
            ["Superfone:Mail:From"] = "calls@example.com",
            ["Superfone:Mail:UseTls"] = "false",
        });
        using var owner = dashboard.CreateClient(Roles.Owner);

        var started = Stopwatch.GetTimestamp();
        var invited = await PostAsync(owner, "/api/v1/users", new { email = "new@example.com", role = "Agent" });

        Assert.InRange(Stopwatch.GetElapsedTime(started).TotalSeconds, 0, 4);
        Assert.True(invited["mailed"]!.GetValue<bool>());
        using var connection = await silent.AcceptTcpClientAsync(TestContext.Current.CancellationToken);
    }

    private static async Task<JsonObject> PostAsync(HttpClient client, string path, object body)
    {
        using var reply = await client.PostAsJsonAsync(path, body, TestContext.Current.CancellationToken);
        reply.EnsureSuccessStatusCode();
        return (await reply.Content.ReadFromJsonAsync<JsonObject>(TestContext.Current.CancellationToken))!;
    }
}
