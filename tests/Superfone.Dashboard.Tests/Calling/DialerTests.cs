using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Superfone.Dashboard.Access;
using Superfone.Dashboard.Access.Permissions;
using Superfone.Dashboard.Calling;
using Superfone.Dashboard.Configuration;
using Superfone.Dashboard.Decisions;
using Superfone.Dashboard.Domain.Calls;
using Superfone.Dashboard.ReadModels.Numbers;
using static Superfone.Dashboard.Tests.Calling.CallingDashboard;

namespace Superfone.Dashboard.Tests.Calling;

public sealed class DialerTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Call_Asked_TellsTheAppClaimsTheFollowUpAndIsAudited()
    {
        await using var world = await CallingDashboard.StartAsync();
        await world.ReceiveAsync(Payload.Missed(1, DateTime.UtcNow.AddMinutes(-5)).With("cdr_phone", "70000 11111"));

        var call = await world.CallAsync(phone: "70000 11111");

        Assert.Equal((DialState.Told, null), (call.State, call.Problem));
        Assert.Equal([$"START {Customer} {RavisPhone}"], world.Superfone.Requests);
        Assert.Equal(Ravi.Name, (await world.FollowUpAsync()).ClaimedBy);
        using var owner = world.Dashboard.CreateClient(Roles.Owner);
        var audit = await owner.GetFromJsonAsync<JsonNode>("/api/v1/audit?action=call", Stop);
        Assert.Equal("+91 70••• ••111", (string?)Assert.Single(audit!["items"]!.AsArray())!["subject"]);
    }

    [Fact]
    public async Task Call_Made_TurnsIntoWhatItsEventsTell()
    {
        await using var world = await CallingDashboard.StartAsync();
        await world.CallAsync();
        var start = DateTime.UtcNow;

        await world.ReceiveAsync(Payload.Call(6, start, "ANSWER").With("cdr_phone", "+917000022222").With("staff_phone", RavisPhone));
        await world.ReceiveAsync(Payload.Call(7, start, "ANSWER").With("cdr_phone", Customer).With("staff_phone", "+919000000009"));
        await world.ReceiveAsync(Payload.Call(8, start.AddHours(-1), "ANSWER").With("cdr_phone", Customer).With("staff_phone", RavisPhone));
        await world.ReceiveAsync(Payload.Call(9, start, "RINGING").With("cdr_phone", Customer).With("staff_phone", RavisPhone).With("cdr_end", null));
        var ringing = await world.WaitAsync(call => call.Call is not null);
        await world.ReceiveAsync(Payload.Call(9, start, "NOANSWER").With("cdr_phone", Customer).With("staff_phone", RavisPhone));
        var over = await world.WaitAsync(call => call.State == DialState.Over);

        Assert.Equal((9, Outcome.InProgress, DialState.Told), (ringing.Call!.CdrId, ringing.Call.Outcome, ringing.State));
        Assert.Equal((9, Outcome.Missed), (over.Call!.CdrId, over.Call.Outcome));
    }

    [Fact]
    public async Task Call_AgainWithinTwoMinutes_FollowsItsOwnEventsAndNotThoseOfTheOneBefore()
    {
        await using var world = await CallingDashboard.StartAsync();
        await world.CallAsync();
        var start = DateTime.UtcNow;
        string Event(long cdrId, string disposition, int ringing = 5) =>
            Payload.Call(cdrId, start, disposition).With("cdr_phone", Customer).With("staff_phone", RavisPhone).With("cdr_ringing_duration", ringing);
        await world.ReceiveAsync(Event(9, "NOANSWER"));
        await world.WaitAsync(call => call.State == DialState.Over);

        var again = await world.CallAsync();
        await world.ReceiveAsync(Event(9, "NOANSWER", ringing: 8));
        await world.ReceiveAsync(Event(10, "ANSWER"));
        var over = await world.WaitAsync(call => call.State == DialState.Over);

        Assert.Equal((DialState.Told, null), (again.State, again.Call));
        Assert.Equal((10, Outcome.Answered), (over.Call!.CdrId, over.Call.Outcome));
        Assert.Equal(2, world.Superfone.Requests.Count);
    }

    [Fact]
    public async Task Call_ByWhoSeesNumbersMasked_IsMadeByWhatTheNumberBelongsToIfTheySeeThat()
    {
        await using var world = await CallingDashboard.StartAsync();
        await world.ReceiveAsync(Payload.Contact(5, "+917000022222", "Asha").With("contact_phones", Payload.Phones("+917000022222", "+917000033333")));
        await world.ReceiveAsync(Payload.Missed(1, DateTime.UtcNow.AddMinutes(-5)).With("cdr_phone", Customer));
        var masked = Ravi with { Visibility = new() { MasksNumbers = true } };
        var limited = masked with { Visibility = new() { MasksNumbers = true, Accounts = [] } };
        PhoneReference[] references = [new(PhoneOwner.Call, 1), PhoneReference.OfContact(5, 1), new(PhoneOwner.FollowUp, (await world.FollowUpAsync()).Id)];

        foreach (var reference in references)
        {
            Assert.Equal(reference, PhoneReference.Parse(reference.ToString()));
            Assert.Equal(DialProblem.NotCallable, (await world.Dialer.StartAsync(reference, limited, Stop)).Problem);
            Assert.Null((await world.Dialer.StartAsync(reference, masked, Stop)).Problem);
        }

        Assert.Equal(DialProblem.NotCallable, (await world.Dialer.StartAsync(PhoneReference.OfContact(5, 2), masked, Stop)).Problem);
        Assert.Equal([Customer, "+917000033333", Customer], world.Superfone.Requests.Select(request => request.Split(' ')[1]));
        Assert.All(["+917000011111", "call", "Call/x/0", "Nobody/1/0", "Call/1/0/0"], text => Assert.Null(PhoneReference.Parse(text)));
    }

    [Fact]
    public async Task Call_TappedTwice_IsAskedForOnce()
    {
        await using var world = await CallingDashboard.StartAsync();
        world.Superfone.Held = new TaskCompletionSource();

        var first = world.CallAsync();
        var second = await world.CallAsync();
        world.Superfone.Held.SetResult();
        await first;
        await world.CallAsync();

        Assert.Equal(DialState.Asking, second.State);
        Assert.Single(world.Superfone.Requests);
    }

    [Fact]
    public async Task Call_OfWhatAColleagueIsCalling_IsNotMade()
    {
        await using var world = await CallingDashboard.StartAsync();
        await world.ReceiveAsync(Payload.Missed(1, DateTime.UtcNow.AddMinutes(-5)).With("cdr_phone", Customer));
        var colleague = AgentOf("priya@example.com", "+919000000009");
        await world.Dashboard.Services.GetRequiredService<FollowUpCommands>().ClaimAsync((await world.FollowUpAsync()).Id, colleague, Stop);

        var call = await world.CallAsync();

        Assert.Equal((DialState.Refused, DialProblem.ColleagueIsCalling, "priya@example.com"), (call.State, call.Problem, call.Detail));
        Assert.Empty(world.Superfone.Requests);
    }

    [Fact]
    public async Task Calls_MoreThanAllowedInAMinute_AreRefusedToThatPersonOnly()
    {
        await using var world = await CallingDashboard.StartAsync(("Limits:CallsPerMinute", "2"));

        foreach (var number in new[] { "+917000011111", "+917000022222" })
            Assert.Null((await world.CallAsync(phone: number)).Problem);
        Assert.Equal(DialProblem.TooOften, (await world.CallAsync(phone: "+917000033333")).Problem);
        Assert.Null((await world.CallAsync(AgentOf("priya@example.com", "+919000000009"), "+917000033333")).Problem);
        Assert.Equal(3, world.Superfone.Requests.Count);
    }

    [Fact]
    public async Task End_OfACallThatWasAskedFor_AsksSuperfoneToEndIt()
    {
        await using var world = await CallingDashboard.StartAsync();
        await world.CallAsync();
        world.Superfone.Answers.Enqueue((500, "{}"));

        await world.Dialer.EndAsync(Ravi, Stop);
        var refused = world.Dialed.Find(Ravi.UserId!)!;
        await world.Dialer.EndAsync(Ravi, Stop);

        Assert.Equal((DialState.Told, DialProblem.UnknownReply), (refused.State, refused.Problem));
        Assert.Equal(DialState.Ending, world.Dialed.Find(Ravi.UserId!)!.State);
        Assert.Equal($"END {Customer} {RavisPhone}", world.Superfone.Requests.Last());
    }

    [Fact]
    public async Task Call_ByWhoMayNotWorkFollowUpsOrHasNoPhone_IsNotMade()
    {
        await using var world = await CallingDashboard.StartAsync();
        var viewer = Ravi with { Permissions = RolePermissions.Of(Roles.Viewer) };

        await Assert.ThrowsAsync<PermissionDeniedException>(() => world.CallAsync(viewer));
        var call = await world.CallAsync(AgentOf("new@example.com", null));

        Assert.Equal(DialProblem.NoStaffPhone, call.Problem);
        Assert.Equal((true, false, false), (world.Dialer.IsOnFor(Ravi), world.Dialer.IsOnFor(viewer), world.Dialer.IsOnFor(AgentOf("new@example.com", null))));
        Assert.Empty(world.Superfone.Requests);
    }
}
