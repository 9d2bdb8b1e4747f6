using Microsoft.Extensions.Options;
using Superfone.Dashboard.Configuration;
using Superfone.Dashboard.Configuration.Hours;
using Superfone.Dashboard.Domain;
using Superfone.Dashboard.ReadModels.Agents;
using Superfone.Dashboard.ReadModels.Analytics;
using Superfone.Dashboard.ReadModels.Calls;
using Superfone.Dashboard.ReadModels.Contacts;
using Superfone.Dashboard.ReadModels.Deliveries;
using Superfone.Dashboard.ReadModels.Deliveries.Inspection;
using Superfone.Dashboard.ReadModels.FollowUps;
using Superfone.Dashboard.ReadModels.Insights;
using Superfone.Dashboard.ReadModels.Numbers;
using Superfone.Dashboard.ReadModels.People;
using Superfone.Dashboard.ReadModels.QueryStrings;
using Superfone.Dashboard.ReadModels.SavedViews;
using Superfone.Dashboard.ReadModels.Search;
using Superfone.Dashboard.ReadModels.Staff;
using Superfone.Dashboard.ReadModels.Summaries;
using Superfone.Dashboard.ReadModels.Tasks;

namespace Superfone.Dashboard.ReadModels;

/// <summary>Adds the queries of pages and the API.</summary>
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
        .AddSingleton<StaffQueries>()
        .AddSingleton<NumberQueries>()
        .AddSingleton<ContactQueries>()
        .AddSingleton<TimelineQueries>()
        .AddSingleton<TaskQueries>()
        .AddSingleton<TaskSectionQueries>()
        .AddSingleton<UserNames>()
        .AddSingleton<FollowUpItems>()
        .AddSingleton<FollowUpEndQueries>()
        .AddSingleton<FollowUpQueries>()
        .AddSingleton<MissedCallerQueries>()
        .AddSingleton<OverviewQueries>()
        .AddSingleton<ContactChoiceQueries>()
        .AddSingleton<ContactCountQueries>()
        .AddSingleton<ReturnStatsQueries>()
        .AddSingleton<SummaryQueries>()
        .AddSingleton<InsightQueries>()
        .AddSingleton<InsightTrendQueries>()
        .AddSingleton<InsightValueQueries>()
        .AddSingleton<SentimentQueries>()
        .AddSingleton<ConversationQueries>()
        .AddSingleton<NewHitQueries>()
        .AddSingleton<CompletenessQueries>()
        .AddSingleton<ArrivalQueries>()
        .AddSingleton<ListenQueries>()
        .AddSingleton<DeliveryQueries>()
        .AddSingleton<DeliveryBodyQueries>()
        .AddSingleton<DeliveryCountQueries>()
        .AddSingleton<DeliveryInspector>()
        .AddSingleton<StatsQueries>()
        .AddSingleton<TodayQueries>()
        .AddSingleton<AnalyticsQueries>()
        .AddSingleton<TallyQueries>()
        .AddSingleton<CallerQueries>()
        .AddSingleton<MissedHourQueries>()
        .AddSingleton<EventQueries>()
        .AddSingleton<SearchQueries>()
        .AddSingleton<UserQueries>()
        .AddSingleton<AuditQueries>()
        .AddSingleton<ExcerptQueries>()
        .AddSingleton<ProjectionQueries>()
        .AddSingleton<SilenceQueries>()
        .AddSingleton<RangeQuery>()
        .AddSingleton<BusinessHours>()
        .AddSingleton(provider =>
        {
            var display = provider.GetRequiredService<IOptionsMonitor<DisplayOptions>>();
            return new BusinessCalendar(() => display.CurrentValue.TimeZone);
        });
}
