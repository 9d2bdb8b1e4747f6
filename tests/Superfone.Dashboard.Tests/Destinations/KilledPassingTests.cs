using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Superfone.Dashboard.Tests.Crash;

namespace Superfone.Dashboard.Tests.Destinations;

public sealed class KilledPassingTests : IDisposable
{
    private const int Calls = 120;

    private static readonly IReadOnlyDictionary<string, string> Settings = new Dictionary<string, string> { ["Superfone:Destinations:AllowPrivateNetworks"] = "true" };

    private readonly string _folder = Directory.CreateTempSubdirectory("superfone-passing-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Kill_LosesNoEventAndRepeatsKeepTheirIds()
    {
        await using var receiver = await WebhookReceiver.StartAsync((post, _) => Task.FromResult(CallOf(post) % 10 == 0 ? 500 : 200));
        await using (var dashboard = new CrashedDashboard(_folder, Settings))
        {
            using (var made = await dashboard.SendAsync(HttpMethod.Post, "/api/v1/destinations", JsonContent.Create(new { name = "Warehouse", url = receiver.Url })))
                made.EnsureSuccessStatusCode();
            for (var call = 1; call <= Calls; call++)
                await dashboard.PostAsync(Encoding.UTF8.GetBytes(Payload.AnsweredCall(call)));
            await receiver.WaitAsync(Calls / 2);
            dashboard.Kill();
        }

        receiver.Answer = (_, _) => Task.FromResult(200);
        await using var again = new CrashedDashboard(_folder, Settings);
        await CrashedDashboard.WaitAsync(() => receiver.Accepted.Select(CallOf).Distinct().Count() == Calls);

        Assert.All(receiver.Posts.GroupBy(CallOf), posts => Assert.Single(posts.Select(post => post.Id).Distinct()));
    }

    private static long CallOf(ReceivedPost post) => JsonNode.Parse(post.Text)!["cdr_id"]!.GetValue<long>();
}
