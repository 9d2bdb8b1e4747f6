using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Superfone.Dashboard.Domain;
using Superfone.Dashboard.ReadModels.Calls;
using Superfone.Dashboard.ReadModels.FollowUps;
using Superfone.Dashboard.Storage.ReadModel;
using Superfone.Dashboard.Tests.Projections;

namespace Superfone.Dashboard.Tests.ReadModels;

/// <summary>What somebody sees of the read model is found as fast as a filter of the same.</summary>
public sealed class VisibleReadModelTests : IDisposable
{
    private const string Staff = "+919811100001";
    private readonly LogOnDisk _log = new();

    public static TheoryData<string, string> Queries { get; } = new()
    {
        { "own", "IX_Calls_StaffKey_SortKey" },
        { "account", "IX_Calls_AccountKey_SortKey" },
        { "masked", "IX_Calls_SortKey" },
    };

    [Theory]
    [MemberData(nameof(Queries))]
    public async Task Calls_OfALimitedReader_AreListedByAnIndexWithoutSorting(string who, string index)
    {
        await using var readModel = await _log.ReadModel.OpenAsync(VisibilityOf(who), TestContext.Current.CancellationToken);

        var plan = await PlanAsync(readModel, readModel.Calls.Before(long.MaxValue).Take(50).WithContext(readModel).CreateDbCommand());

        Assert.Contains(plan, step => step.Contains(index, StringComparison.Ordinal));
        Assert.DoesNotContain(plan, step => step.Contains("TEMP B-TREE", StringComparison.Ordinal) || step.Contains("MATERIALIZE", StringComparison.Ordinal));
    }

    [Fact]
    public async Task FollowUps_OfALimitedReader_AreListedByTheirIndex()
    {
        await using var readModel = await _log.ReadModel.OpenAsync(VisibilityOf("own"), TestContext.Current.CancellationToken);

        var plan = await PlanAsync(readModel, FollowUpQueries.InOrderOfWork(readModel.FollowUps, Domain.FollowUps.FollowUpState.Open, null).Take(50).CreateDbCommand());

        Assert.Contains(plan, step => step.Contains("IX_FollowUps_State", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Connection_OfALimitedReader_IsNotHandedToOthers()
    {
        await _log.ReadModel.OpenAsync(Visibility.Nothing, TestContext.Current.CancellationToken).ContinueWith(open => open.Result.Dispose(), TaskScheduler.Default);

        for (var times = 0; times < 5; times++)
        {
            await using var whole = await _log.ReadModel.OpenAsync(Visibility.Everything, TestContext.Current.CancellationToken);
            Assert.Equal(0, await whole.Database.SqlQueryRaw<int>("SELECT COUNT(*) AS Value FROM temp.sqlite_master").SingleAsync(TestContext.Current.CancellationToken));
        }
    }

    public void Dispose() => _log.Dispose();

    private static Visibility VisibilityOf(string who) => who switch
    {
        "own" => new Visibility { SeesOwnCallsOnly = true, StaffKey = Staff },
        "account" => new Visibility { Accounts = ["+918000088881"] },
        _ => new Visibility { MasksNumbers = true },
    };

    private static async Task<List<string>> PlanAsync(ReadModelContext readModel, DbCommand command)
    {
        await using (command)
        {
            command.CommandText = "EXPLAIN QUERY PLAN " + command.CommandText;
            await using var reader = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
            List<string> plan = [];
            while (await reader.ReadAsync(TestContext.Current.CancellationToken))
                plan.Add(reader.GetString(3));
            return plan;
        }
    }
}
