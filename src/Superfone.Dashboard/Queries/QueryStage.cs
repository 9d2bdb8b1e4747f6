using Microsoft.Extensions.Options;
using Superfone.Dashboard.Configuration;
using Superfone.Dashboard.Domain;

namespace Superfone.Dashboard.Queries;

/// <summary>Adds what pages and the API read through.</summary>
public static class QueryStage
{
    /// <summary>Adds the stage.</summary>
    public static IServiceCollection AddQueries(this IServiceCollection services) => services
        .AddSingleton<CallItems>()
        .AddSingleton<CallQueries>()
        .AddSingleton<CallChoiceQueries>()
        .AddSingleton<SavedViewQueries>()
        .AddSingleton<ContactQueries>()
        .AddSingleton<TimelineQueries>()
        .AddSingleton<TaskQueries>()
        .AddSingleton<TaskSectionQueries>()
        .AddSingleton<FollowUpQueries>()
        .AddSingleton<OverviewQueries>()
        .AddSingleton<ContactChoiceQueries>()
        .AddSingleton<ReturnStatsQueries>()
        .AddSingleton<SummaryQueries>()
        .AddSingleton<InsightQueries>()
        .AddSingleton<InsightTrendQueries>()
        .AddSingleton<ConversationQueries>()
        .AddSingleton<NewHitQueries>()
        .AddSingleton<CompletenessQueries>()
        .AddSingleton<ArrivalQueries>()
        .AddSingleton<HearingQueries>()
        .AddSingleton<DeliveryQueries>()
        .AddSingleton<StatsQueries>()
        .AddSingleton<TodayQueries>()
        .AddSingleton<EventQueries>()
        .AddSingleton<SearchQueries>()
        .AddSingleton<ProjectionQueries>()
        .AddSingleton<RangeQuery>()
        .AddSingleton(provider => new BusinessCalendar(provider.GetRequiredService<IOptions<DisplayOptions>>().Value.TimeZone));
}
