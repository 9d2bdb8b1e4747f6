using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Superfone.Dashboard.Access;
using Superfone.Dashboard.Calling;
using Superfone.Dashboard.Configuration.Stored;
using Superfone.Dashboard.Operations.Settings;
using static Superfone.Dashboard.Tests.Calling.CallingDashboard;

namespace Superfone.Dashboard.Tests.Calling;

/// <summary>What Superfone, or the network, may answer, and what the person who calls is told.</summary>
public sealed class SuperfoneReplyTests
{
    [Theory]
    [InlineData(200, """{"data":{"notificationID":1,"sentSuccess":false},"message":"No device"}""", DialProblem.AppNotTold, "No device")]
    [InlineData(200, "<html>Welcome</html>", DialProblem.UnknownReply, "200")]
    [InlineData(200, """{"data":[]}""", DialProblem.UnknownReply, "200")]
    [InlineData(200, "", DialProblem.UnknownReply, "200")]
    [InlineData(500, """{"message":"Internal\nerror"}""", DialProblem.UnknownReply, "Internal error")]
    [InlineData(302, "", DialProblem.UnknownReply, "302")]
    [InlineData(401, """{"message":"Unauthorized"}""", DialProblem.KeyRefused, "Unauthorized")]
    [InlineData(403, "", DialProblem.KeyRefused, "403")]
    [InlineData(400, """{"message":"Invalid customer_number"}""", DialProblem.NumberRefused, "Invalid customer_number")]
    [InlineData(404, """{"message":"No such user"}""", DialProblem.NumberRefused, "No such user")]
    [InlineData(429, "", DialProblem.SuperfoneBusy, "429")]
    public async Task Reply_OtherThanSuccess_IsNamedAndFreesTheFollowUpUnlessItMayRing(int status, string body, DialProblem problem, string detail)
    {
        await using var world = await CallingDashboard.StartAsync();
        await world.ReceiveAsync(Payload.Missed(1, DateTime.UtcNow.AddMinutes(-5)).With("cdr_phone", Customer));
        world.Superfone.Answers.Enqueue((status, body));

        var call = await world.CallAsync();

        Assert.Equal((problem, detail), (call.Problem, call.Detail));
        var mayRing = problem == DialProblem.UnknownReply;
        Assert.Equal((mayRing ? DialState.Told : DialState.Refused, mayRing), (call.State, (await world.FollowUpAsync()).ClaimedBy is not null));
    }

    [Fact]
    public async Task Reply_ThatDoesNotCome_IsAwaitedForTenSeconds()
    {
        await using var world = await CallingDashboard.StartAsync();
        world.Superfone.Answers.Enqueue((200, null));
        var begun = Stopwatch.StartNew();

        var call = await world.CallAsync();

        Assert.Equal(DialProblem.NotReachable, call.Problem);
        Assert.InRange(begun.Elapsed, TimeSpan.FromSeconds(9), TimeSpan.FromSeconds(60));
    }

    [Theory]
    [InlineData("ClickToCall:ApiKey", "", DialProblem.NotSetUp)]
    [InlineData("ClickToCall:ApiKey", "another-key", DialProblem.KeyRefused)]
    [InlineData("ClickToCall:AllowPrivateNetworks", "false", DialProblem.AddressNotAllowed)]
    [InlineData("ClickToCall:BaseUrl", "https://127.0.0.1:1", DialProblem.NotReachable)]
    public async Task Call_WithWrongSettings_SaysWhichIsWrong(string key, string value, DialProblem problem)
    {
        await using var world = await CallingDashboard.StartAsync((key, value));

        Assert.Equal(problem, (await world.CallAsync()).Problem);
        Assert.Empty(world.Superfone.Requests);
    }

    [Fact]
    public async Task Key_SetOnThePage_WorksAtOnceIsStoredEncryptedAndNotShownAgain()
    {
        await using var world = await CallingDashboard.StartAsync(("ClickToCall:ApiKey", null));
        Assert.False(world.Dialer.IsOnFor(Ravi));
        Assert.Empty(await Editor(world).SaveAsync(new Dictionary<SettingDefinition, string?> { [SettingCatalog.ClickToCallKey] = SuperfoneStandIn.Key }, Actor.System));

        Assert.Null((await world.CallAsync()).Problem);
        Assert.Equal((null, true), (Editor(world).Read(SettingCatalog.ClickToCallKey), Editor(world).IsSet(SettingCatalog.ClickToCallKey)));
        Assert.DoesNotContain(SuperfoneStandIn.Key, Stored(world), StringComparison.Ordinal);
        await world.Dashboard.RestartAsync();
        Assert.Null((await world.CallAsync()).Problem);

        await world.Dashboard.StopAsync();
        world.Dashboard.LoseKeys();
        await world.Dashboard.StartAsync();
        Assert.False(world.Dialer.IsOnFor(Ravi));
    }

    private static SettingsEditor Editor(CallingDashboard world) => world.Dashboard.Services.GetRequiredService<SettingsEditor>();

    private static string Stored(CallingDashboard world) => world.Dashboard.RunOnPrimary("SELECT Value FROM Settings WHERE Name = 'Superfone:ClickToCall:ApiKey'");
}
