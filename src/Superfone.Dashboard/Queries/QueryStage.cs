using Microsoft.Extensions.Options;
using Superfone.Dashboard.Configuration;
using Superfone.Dashboard.Domain;
using Superfone.Dashboard.Queries.Inspection;

namespace Superfone.Dashboard.Queries;

/// <summary>Adds what pages and the API read through.</summary>
public static class QueryStage
{
    /// <summary>Adds the stage.</summary>
    public static IServiceCollection AddQueries(this IServiceCollection services) => services
        .AddSingleton<CallItems>()
        .AddSingleton<CallQueries>()
        .AddSingleton<CallChoiceQueries>()
        .AddSingleton<AgentQueries>()
        .AddSingleton<AgentReportQueries>()
        .AddSingleton<DigestQueries>()
        .AddSingleton<SavedViewQueries>()
        .AddSingleton<ContactQueries>()
        .AddSingleton<TimelineQueries>()
        .AddSingleton<TaskQueries>()
        .AddSingleton<TaskSectionQueries>()
        .AddSingleton<FollowUpQueries>()
        .AddSingleton<MissedCallerQueries>()
        .AddSingleton<OverviewQueries>()
        .AddSingleton<ContactChoiceQueries>()
        .AddSingleton<ContactCountQueries>()
        .AddSingleton<ReturnStatsQueries>()
        .AddSingleton<SummaryQueries>()
        .AddSingleton<InsightQueries>()
        .AddSingleton<InsightTrendQueries>()
        .AddSingleton<ConversationQueries>()
        .AddSingleton<NewHitQueries>()
        .AddSingleton<CompletenessQueries>()
        .AddSingleton<ArrivalQueries>()
        .AddSingleton<ListenQueries>()
        .AddSingleton<DeliveryQueries>()
        .AddSingleton<DeliveryCountQueries>()
        .AddSingleton<DeliveryInspector>()
        .AddSingleton<StatsQueries>()
        .AddSingleton<TodayQueries>()
        .AddSingleton<AnalyticsQueries>()
        .AddSingleton<TallyQueries>()
        .AddSingleton<EventQueries>()
        .AddSingleton<SearchQueries>()
        .AddSingleton<ProjectionQueries>()
        .AddSingleton<RangeQuery>()
        .AddSingleton(provider => new BusinessCalendar(provider.GetRequiredService<IOptions<DisplayOptions>>().Value.TimeZone));
}
