using System.Net;

namespace Superfone.Dashboard.Tests.Access;

public sealed class SetupTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("superfone-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task FirstStart_WithoutSettings_LeadsToAnOwnerAndAWebhook()
    {
        string setup, webhook, header;
        await using (var process = DashboardProcess.Start(_folder))
        {
            setup = process.WaitForLine("/setup?token=");
            webhook = process.WaitForLine("/webhooks/superfone").Split(' ')[^1];
            header = process.WaitForLine("Authorization: Bearer ").Split("Authorization: ")[1];
            using var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false });
            using var wrong = await client.GetAsync($"{setup}x", TestContext.Current.CancellationToken);
            Assert.Contains("This link does not work", await Text(wrong), StringComparison.Ordinal);

            using var differing = await SubmitAsync(client, setup, "long enough now", "long enouhg now");
            Assert.Contains("The two passwords differ", await Text(differing), StringComparison.Ordinal);
            using var weak = await SubmitAsync(client, setup, "short", "short");
            Assert.Contains("at least 12 characters", await Text(weak), StringComparison.Ordinal);
            using var created = await SubmitAsync(client, setup, "long enough now", "long enough now");
            Assert.Equal(HttpStatusCode.Redirect, created.StatusCode);
            using var page = await client.GetAsync(created.Headers.Location, TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.OK, page.StatusCode);
            using var used = await client.GetAsync(setup, TestContext.Current.CancellationToken);
            Assert.Contains("This link does not work", await Text(used), StringComparison.Ordinal);

            using var request = new HttpRequestMessage(HttpMethod.Post, webhook) { Content = new StringContent(Payload.SampleCall(1)) };
            request.Headers.TryAddWithoutValidation("Authorization", header);
            using var posted = await client.SendAsync(request, TestContext.Current.CancellationToken);
            Assert.Equal("""{"status":"accepted","deliveryId":1}""", await Text(posted));
        }

        // The next start prints nothing more, and keeps the secret.
        await using var again = DashboardProcess.Start(_folder);
        var address = again.WaitForLine("Now listening on: ").Split(' ')[^1];
        again.WaitForLine("Content root path");
        using var other = new HttpClient();
        using var repeated = new HttpRequestMessage(HttpMethod.Post, $"{address}/webhooks/superfone") { Content = new StringContent(Payload.SampleCall(1)) };
        repeated.Headers.TryAddWithoutValidation("Authorization", header);
        using var reply = await other.SendAsync(repeated, TestContext.Current.CancellationToken);
        Assert.Contains("\"duplicateOf\":1", await Text(reply), StringComparison.Ordinal);
        Assert.DoesNotContain(again.Output, line => line.Contains("/setup?token=", StringComparison.Ordinal));
    }

    private static Task<HttpResponseMessage> SubmitAsync(HttpClient client, string link, string password, string confirm) =>
        RunningDashboard.SubmitAsync(client, link, new() { ["email"] = "owner@example.com", ["password"] = password, ["confirm"] = confirm });

    private static Task<string> Text(HttpResponseMessage response) =>
        response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
}
