using Superfone.Dashboard.Access.Users;
using Superfone.Dashboard.Components.Text;
using Superfone.Dashboard.Domain;
using Superfone.Dashboard.ReadModels.FollowUps;

namespace Superfone.Dashboard.Components.Pages.FollowUps;

/// <summary>
/// What the page of follow-ups shows beside its list: those that are put off, to whom one can be given, and figures. None of it is essential, because
/// the list itself shows whether anything could be read; what could not be read stays as it was.
/// </summary>
/// <param name="followUps">Reads those that are put off.</param>
/// <param name="returns">Reads the figures.</param>
/// <param name="users">Reads the users.</param>
/// <param name="logger">Receives the errors.</param>
internal sealed class WorkExtras(FollowUpQueries followUps, ReturnStatsQueries returns, Assignees users, ILogger logger)
{
    /// <summary>Those that are put off.</summary>
    public IReadOnlyList<FollowUpItem> Snoozed { get; private set; } = [];

    /// <summary>The users to whom one can be given.</summary>
    public IReadOnlyList<Assignee> Assignees { get; private set; } = [];

    /// <summary>The figures of call backs; <see langword="null"/> until they are read.</summary>
    public ReturnStats? Stats { get; private set; }

    /// <summary>The name of a user.</summary>
    public string NameOf(string userId) => Assignees.FirstOrDefault(user => user.Id == userId)?.Name ?? userId;

    /// <summary>Reads those that are put off.</summary>
    public Task LoadSnoozedAsync(Visibility visibility, WorkListFilter filter, CancellationToken cancellation) =>
        TryAsync(async () => Snoozed = await followUps.SnoozedAsync(visibility, filter, cancellation: cancellation), cancellation);

    /// <summary>Reads the users. They rarely change, and calls come in all the time.</summary>
    public Task LoadAssigneesAsync(CancellationToken cancellation) => TryAsync(async () => Assignees = await users.ListAsync(cancellation), cancellation);

    /// <summary>Reads the figures.</summary>
    public Task LoadStatsAsync(Visibility visibility, DaySpan span, string? account, CancellationToken cancellation) =>
        TryAsync(async () => Stats = await returns.ReadAsync(visibility, span.Range.FromUtc!.Value, span.Range.ToUtc!.Value, account, cancellation), cancellation);

    private async Task TryAsync(Func<Task> load, CancellationToken cancellation)
    {
        try
        {
            await load();
        }
        catch (Exception error) when (!cancellation.IsCancellationRequested)
        {
            logger.LogWarning(error, "What is shown beside follow-ups could not be read");
        }
    }
}
