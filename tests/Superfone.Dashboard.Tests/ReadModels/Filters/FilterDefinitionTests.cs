using System.Reflection;
using System.Text.Json;
using Superfone.Dashboard.ReadModels.Calls;
using Superfone.Dashboard.ReadModels.Contacts;
using Superfone.Dashboard.ReadModels.Deliveries;
using Superfone.Dashboard.ReadModels.FollowUps;
using Superfone.Dashboard.ReadModels.Insights;
using Superfone.Dashboard.ReadModels.Tasks;

namespace Superfone.Dashboard.Tests.ReadModels.Filters;

/// <summary>A property of a filter without a condition would be offered by the API and narrow nothing.</summary>
public sealed class FilterDefinitionTests
{
    private static readonly DateTime Now = new(2026, 5, 15, 12, 0, 0, DateTimeKind.Utc);

    [Fact]
    public void EveryProperty_HasItsCondition()
    {
        AssertDefines<CallFilter>(CallConditions.All.Names);
        AssertDefines<ContactFilter>(ContactConditions.All.Names);
        AssertDefines<ContactArrival>(ArrivalConditions.All.Names);
        AssertDefines<TaskFilter>(TaskConditions.All.Names);
        AssertDefines<DeliveryFilter>(DeliveryConditions.All.Names);
        AssertDefines<InsightFilter>([.. InsightConditions.All.Names.Except([InsightConditions.TitleName, InsightConditions.CallbacksName]), "titleKey", "openCallbacks"]);
        AssertDefines<WorkListFilter>([.. WorkListConditions.All.Names, "state"]);
    }

    // A property that the generator leaves out would never be tested.
    [Fact]
    public void EveryProperty_IsGeneratedForThePropertyTests()
    {
        AssertGenerates(random => RandomFilters.Call(random, Now));
        AssertGenerates(RandomFilters.Contact);
        AssertGenerates(random => RandomFilters.Arrival(random, Now));
        AssertGenerates(RandomFilters.Task);
        AssertGenerates(random => RandomFilters.Delivery(random, Now));
        AssertGenerates(random => RandomFilters.Insight(random, Now));
        AssertGenerates(random => RandomFilters.WorkList(random, Now));
    }

    private static void AssertDefines<TFilter>(IEnumerable<string> names) => Assert.Equal(
        PropertiesOf<TFilter>().Select(property => JsonNamingPolicy.CamelCase.ConvertName(property.Name)).Order(), names.Order());

    private static void AssertGenerates<TFilter>(Func<Random, TFilter> generate)
    {
        var filters = Enumerable.Range(0, 500).Select(seed => generate(new Random(seed))).ToList();
        Assert.All(PropertiesOf<TFilter>(), property => Assert.Contains(filters, filter => property.GetValue(filter) is not null));
    }

    private static PropertyInfo[] PropertiesOf<TFilter>() => typeof(TFilter).GetProperties(BindingFlags.Instance | BindingFlags.Public);
}
