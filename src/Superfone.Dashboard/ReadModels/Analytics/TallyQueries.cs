using Microsoft.EntityFrameworkCore;
using Superfone.Dashboard.Domain;
using Superfone.Dashboard.Storage.ReadModel;
using Superfone.Dashboard.Storage.ReadModel.Rows;

namespace Superfone.Dashboard.ReadModels.Analytics;

/// <summary>Reads figures of contacts and missed callers by day, from the tallies that projection maintains.</summary>
public sealed class TallyQueries(IDbContextFactory<ReadModelContext> contexts)
{
    /// <summary>The number of contacts in each lead stage at the end of each day, the largest stage at the end first. Contacts without a stage are not counted.</summary>
    public async Task<IReadOnlyList<StageFigures>> StagesAsync(Visibility visibility, AnalyticsFilter filter, CancellationToken cancellation = default)
    {
        var (first, last) = (filter.First.DayNumber, filter.Last.DayNumber);
        await using var readModel = await contexts.OpenAsync(visibility, cancellation);
        var moves = await readModel.Tallies.AsNoTracking()
            .Where(row => (row.Kind == TallyKind.StageEntered || row.Kind == TallyKind.StageLeft) && row.Day <= last)
            .GroupBy(row => new { row.Kind, row.Key, Day = row.Day < first ? first - 1 : row.Day })
            .Select(group => new { group.Key.Kind, group.Key.Key, group.Key.Day, Count = group.Sum(row => row.Count) })
            .ToListAsync(cancellation);
        return [.. moves.GroupBy(move => move.Key)
            .Select(stage =>
            {
                var entered = stage.Where(move => move.Kind == TallyKind.StageEntered).ToDictionary(move => move.Day, move => move.Count);
                var left = stage.Where(move => move.Kind == TallyKind.StageLeft).ToDictionary(move => move.Day, move => move.Count);
                long standing = Change(first - 1);
                return new StageFigures(
                    stage.Key,
                    [.. filter.Days.Select(day => standing += Change(day.DayNumber))],
                    entered.Where(move => move.Key >= first).Sum(move => move.Value),
                    left.Where(move => move.Key >= first).Sum(move => move.Value));

                long Change(int day) => entered.GetValueOrDefault(day) - left.GetValueOrDefault(day);
            })
            .Where(stage => stage.Entered + stage.Left > 0 || stage.Standing.Any(count => count != 0))
            .OrderByDescending(stage => stage.Standing[^1]).ThenBy(stage => stage.Stage, StringComparer.Ordinal)];
    }

    /// <summary>The number of new contacts by source, most first.</summary>
    public async Task<IReadOnlyList<SourceFigures>> NewContactsAsync(Visibility visibility, AnalyticsFilter filter, CancellationToken cancellation = default) =>
        [.. (await ReadAsync(visibility, filter, TallyKind.NewContact, cancellation))
            .Select(source => new SourceFigures(source.Key, source.ByDay))
            .OrderByDescending(source => source.Contacts).ThenBy(source => source.Source, StringComparer.Ordinal)];

    /// <summary>The number of missed calls that each agent returned, by the day of the return, most first.</summary>
    public async Task<IReadOnlyList<ReturnedFigures>> ReturnedAsync(Visibility visibility, AnalyticsFilter filter, CancellationToken cancellation = default) =>
        [.. (await ReadAsync(visibility, filter, TallyKind.Returned, cancellation))
            .Select(person => new ReturnedFigures(person.Key, person.ByDay, person.SecondsByDay))
            .OrderByDescending(person => person.Returned).ThenBy(person => person.Key, StringComparer.Ordinal)];

    private async Task<IEnumerable<(string? Key, IReadOnlyList<long> ByDay, IReadOnlyList<long> SecondsByDay)>> ReadAsync(
        Visibility visibility, AnalyticsFilter filter, TallyKind kind, CancellationToken cancellation)
    {
        var (first, last) = (filter.First.DayNumber, filter.Last.DayNumber);
        await using var readModel = await contexts.OpenAsync(visibility, cancellation);
        var rows = await readModel.Tallies.AsNoTracking()
            .Where(row => row.Kind == kind && row.Day >= first && row.Day <= last).ToListAsync(cancellation);
        return rows.GroupBy(row => row.Key).Select(group =>
        {
            var byDay = group.ToDictionary(row => row.Day);
            var rows = filter.Days.Select(day => byDay.GetValueOrDefault(day.DayNumber)).ToList();
            return (
                group.Key.Length == 0 ? null : group.Key,
                (IReadOnlyList<long>)[.. rows.Select(row => row?.Count ?? 0)],
                (IReadOnlyList<long>)[.. rows.Select(row => row?.Seconds ?? 0)]);
        });
    }
}
