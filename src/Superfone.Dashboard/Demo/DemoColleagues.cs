using Superfone.Dashboard.Access;
using Superfone.Dashboard.Decisions;
using Superfone.Dashboard.Domain;
using Superfone.Dashboard.Domain.FollowUps;
using Superfone.Dashboard.ReadModels.Calls;
using Superfone.Dashboard.ReadModels.FollowUps;

namespace Superfone.Dashboard.Demo;

/// <summary>
/// Works in the demo as the agents of the invented business do: they say whom they are calling, put callers off, write notes and tag calls, so
/// that there is something to see of it.
/// </summary>
internal sealed class DemoColleagues(
    FollowUpQueries followUps, CallQueries calls, FollowUpCommands work, CallCommands notes, TimeProvider time, ILogger<DemoColleagues> logger) : BackgroundService
{
    private const int Enough = 6;

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(4);

    private static readonly string[][] Tags = [["VIP"], ["Wholesale", "Repeat order"], ["Complaint"]];

    private bool _hasBegun;

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await Task.Delay(Pause, time, stoppingToken);
                _hasBegun = _hasBegun || await BeginAsync(stoppingToken);
                if (_hasBegun)
                    await ClaimAsync(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                // The demo has ended.
            }
            catch (Exception error)
            {
                logger.LogWarning(error, "The demo's colleagues could not work");
            }
        }
    }

    // What was done before the demo began.
    private async Task<bool> BeginAsync(CancellationToken cancellation)
    {
        var waiting = await WaitingAsync(cancellation);
        var talks = (await calls.ListAsync(Visibility.Everything, new CallFilter { HasSummary = true }, limit: 12, cancellation: cancellation)).Items;
        if (waiting.Count < Enough || talks.Count < Enough || AgentsOf(talks) is not [var first, .., var last])
            return false;

        await work.NoteAsync(waiting[1].Id, "Wants the quotation on WhatsApp first", AttemptOutcome.AskedToCallLater, first, cancellation);
        await work.NoteAsync(waiting[2].Id, "Rang twice, the line was busy", null, last, cancellation);
        await work.NoteAsync(waiting[2].Id, "Try the shop's number", null, first, cancellation);
        await work.SnoozeAsync(waiting[^1].Id, time.GetUtcNow().UtcDateTime.AddHours(2), last, cancellation);
        foreach (var (talk, tags) in talks.Where((_, index) => index % 3 == 0).Zip(Tags))
            await notes.TagAsync(talk.CdrId, tags, first, cancellation);
        await notes.NoteAsync(talks[0].CdrId, "Asked accounts for the invoice.", last, cancellation);
        return true;
    }

    // There is always somebody who is calling.
    private async Task ClaimAsync(CancellationToken cancellation)
    {
        var waiting = await WaitingAsync(cancellation);
        if (waiting.Count == 0 || waiting.Any(item => item.ClaimedBy is not null))
            return;
        var agents = AgentsOf((await calls.ListAsync(Visibility.Everything, new CallFilter { HasSummary = true }, limit: 12, cancellation: cancellation)).Items);
        if (agents is [var agent, ..])
            await work.ClaimAsync(waiting[0].Id, agent, cancellation);
    }

    private async Task<IReadOnlyList<FollowUpItem>> WaitingAsync(CancellationToken cancellation) =>
        [.. (await followUps.WorkListAsync(Visibility.Everything, new WorkListFilter { State = FollowUpState.Open }, limit: 20, cancellation: cancellation)).Items.Where(item => item.SnoozedUntilUtc is null)];

    private static List<Actor> AgentsOf(IEnumerable<CallItem> talks) =>
        [.. talks.Select(call => call.Staff?.Name).OfType<string>().Distinct().Select(name => Actor.System with { Name = name })];
}
