using FsCheck.Xunit;
using Superfone.Dashboard.ReadModels.Calls;
using Superfone.Dashboard.ReadModels.Contacts;
using Superfone.Dashboard.ReadModels.Deliveries;
using Superfone.Dashboard.ReadModels.FollowUps;
using Superfone.Dashboard.ReadModels.Insights;
using Superfone.Dashboard.ReadModels.QueryStrings;
using Superfone.Dashboard.ReadModels.Tasks;
using Superfone.Dashboard.Tests.Projections;
using FollowUpState = Superfone.Dashboard.Domain.FollowUps.FollowUpState;

namespace Superfone.Dashboard.Tests.ReadModels.Filters;

/// <summary>A link shows the same to whom it is sent.</summary>
public sealed class FilterUrlProperties
{
    private static readonly DateTime Now = new(2026, 5, 15, 12, 0, 0, DateTimeKind.Utc);
    private static readonly RangeQuery Ranges = new(LogOnDisk.Calendar, TimeProvider.System);

    [Property]
    public void Call_WrittenAndRead_IsTheSame(int seed)
    {
        var filter = RandomFilters.Call(new Random(seed), Now);
        var query = CallQuery.Read(RandomFilters.Parameters(CallQuery.AddressOf(filter)), Ranges);

        Assert.Empty(query.Problems);
        Assert.Equal(filter, query.Filter);
    }

    [Property]
    public void Contact_WrittenAndRead_IsTheSame(int seed)
    {
        var random = new Random(seed);
        var filter = RandomFilters.Contact(random);
        filter = filter with { Stage = filter.Stage?.Trim() };
        var history = random.Next(2) == 0 ? null : new StageHistory("New", (StageStep)random.Next(3));
        var source = history is null && random.Next(2) == 0 ? ContactArrival.NoSource : null;
        var query = ContactsQuery.Read(RandomFilters.Parameters(ContactsQuery.AddressOf(filter, source, history)), Ranges);

        Assert.Equal((filter, source, history), (query.Filter, query.Arrival?.Source, query.History));
    }

    [Property]
    public void Task_WrittenAndRead_IsTheSame(int seed)
    {
        var filter = RandomFilters.Task(new Random(seed));

        Assert.Equal(filter, TaskQuery.Read(RandomFilters.Parameters(TaskQuery.AddressOf(filter))));
    }

    [Property]
    public void Delivery_WrittenAndRead_IsTheSame(int seed)
    {
        var filter = RandomFilters.Delivery(new Random(seed), Now);

        Assert.Equal(filter, DeliveryQuery.Read(RandomFilters.Parameters(DeliveryQuery.AddressOf(filter)), Ranges).Filter);
    }

    [Property]
    public void Insight_WrittenAndRead_IsTheSame(int seed)
    {
        // Who wants to be called back is asked of no title; without a beginning it is the last 30 days.
        var filter = RandomFilters.Insight(new Random(seed), Now);
        filter = filter with { From = filter.From ?? Now };
        if (filter.OpenCallbacks == true)
            filter = filter with { TitleKey = null, Value = null };

        Assert.Equal(filter, InsightQuery.Read(RandomFilters.Parameters(InsightQuery.AddressOf(filter)), Ranges).Filter);
    }

    [Property]
    public void WorkList_WrittenAndRead_IsTheSame(int seed)
    {
        var filter = RandomFilters.WorkList(new Random(seed), Now);
        if (filter.State != FollowUpState.Returned)
            filter = new WorkListFilter { State = filter.State, Account = filter.Account, Assignee = filter.Assignee };

        Assert.Equal(filter, WorkListQuery.Read(RandomFilters.Parameters(WorkListQuery.AddressOf(filter)), Ranges).Filter);
    }
}
