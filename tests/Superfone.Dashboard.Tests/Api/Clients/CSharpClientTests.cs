using System.Net;
using Superfone.Dashboard.Configuration;
using Superfone.Dashboard.Tests.Api.Clients.Generated;

namespace Superfone.Dashboard.Tests.Api.Clients;

/// <summary>A C# client that is generated from <c>docs/openapi.json</c>, as <c>docs/api.md</c> shows it, works.</summary>
public sealed class CSharpClientTests
{
    [Fact]
    public async Task Client_GeneratedFromTheDocument_ReadsWritesAndReportsProblems()
    {
        await using var api = await ApiDashboard.StartAsync();
        await api.PostAsync(Payload.Contact(5, "+917000000001"), Payload.AnsweredCall(1), Payload.MissedCall(2, "2026-05-15T10:40:00Z"));
        using var http = api.Dashboard.CreateClient(Roles.Agent);
        var client = new DashboardClient(http);

        var calls = await client.ListCallsAsync(missed: false, limit: 10, cancellationToken: TestContext.Current.CancellationToken);
        var call = await client.GetCallAsync(1, TestContext.Current.CancellationToken);
        var noted = await client.AddCallNoteAsync(1, new CallNoteRequest { Text = "Wants the price list." }, TestContext.Current.CancellationToken);
        var followUp = Assert.Single((await client.ListFollowUpsAsync(state: FollowUpState.Open, cancellationToken: TestContext.Current.CancellationToken)).Items);
        var refused = await Assert.ThrowsAsync<DashboardException<ProblemDetails>>(() => client.GetCallAsync(99, TestContext.Current.CancellationToken));
        var wrong = await Assert.ThrowsAsync<DashboardException<ValidationProblemDetails>>(() => client.ListCallsAsync(limit: 999, cancellationToken: TestContext.Current.CancellationToken));

        Assert.Equal([1], calls.Items.Select(item => item.CdrId));
        Assert.Equal((Outcome.Answered, new DateTimeOffset(2026, 5, 15, 10, 30, 0, TimeSpan.Zero), 5), (call.Outcome, call.StartedUtc, call.Contact!.ContactId));
        Assert.Equal("Wants the price list.", Assert.Single(noted.Notes).Text);
        Assert.Equal("+917000011111", followUp.Phone);
        Assert.Equal(((int)HttpStatusCode.NotFound, "No call has the id 99."), (refused.StatusCode, refused.Result.Detail));
        Assert.Contains("limit", wrong.Result.Errors!.Keys);
    }
}
