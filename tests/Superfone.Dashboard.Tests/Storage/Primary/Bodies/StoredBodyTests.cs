using Superfone.Dashboard.Tests.Api;
using Superfone.Dashboard.Tests.Operations.Commands;

namespace Superfone.Dashboard.Tests.Storage.Primary.Bodies;

public sealed class StoredBodyTests
{
    private const string Unknown = """{"event":"X"}""";

    [Fact]
    public async Task Post_Body_IsStoredCompressedAndFoundByItsText()
    {
        string body = Payload.AnsweredCall(1);
        using var folder = await CommandFolder.CreateAsync(body, Unknown);

        Assert.Equal([body, Unknown], folder.ReadBodies());
        Assert.Equal(["1", ""], folder.Read("SELECT Dictionary FROM Deliveries ORDER BY Id"));
        Assert.Equal([$"{body.Length}", $"{Unknown.Length}"], folder.Read("SELECT SizeBytes FROM Deliveries ORDER BY Id"));
        Assert.Equal("1", Assert.Single(folder.Read("SELECT COUNT(*) FROM Deliveries WHERE LENGTH(Body) * 3 < SizeBytes")));
        await using var api = await OpenAsync(folder);
        Assert.Equal(body, (string?)(await api.GetAsync("deliveries/1"))["body"]);
        Assert.Equal(1, (int)Assert.Single((await api.GetAsync("deliveries?q=cdr_disposition"))["items"]!.AsArray())!["deliveryId"]!);
    }

    [Fact]
    public async Task Body_Damaged_FailsAloneAndIsNamed()
    {
        using var folder = await CommandFolder.CreateAsync(Payload.AnsweredCall(1), Payload.AnsweredCall(2), Payload.AnsweredCall(3));
        folder.Change("superfone.db", "UPDATE Deliveries SET Body = zeroblob(LENGTH(Body)) WHERE Id = 2");
        File.Delete(Path.Combine(folder.Data, "views.db"));

        await using var api = await OpenAsync(folder);
        await ApiDashboard.WaitAsync(async () => (await api.GetAsync("projection"))["projectedDeliveryId"]!.GetValue<long>() == 3);

        var damaged = await api.GetAsync("deliveries/2");
        Assert.Equal("failed", (string?)damaged["status"]);
        Assert.Contains("damaged", (string?)damaged["reason"], StringComparison.Ordinal);
        Assert.Equal(2, (await api.GetAsync("calls"))["items"]!.AsArray().Count);
        Assert.Equal(2, (await api.GetAsync("deliveries?q=cdr_disposition"))["items"]!.AsArray().Count);
    }

    private static async Task<ApiDashboard> OpenAsync(CommandFolder folder) =>
        new(await RunningDashboard.StartAsync(new Dictionary<string, string?> { ["Superfone:Data:Directory"] = folder.Data }));
}
