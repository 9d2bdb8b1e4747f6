using Microsoft.AspNetCore.Components;
using Superfone.Dashboard.Access;
using Superfone.Dashboard.ReadModels.Calls;
using Superfone.Dashboard.ReadModels.Insights;
using Superfone.Dashboard.ReadModels.Paging;
using Superfone.Dashboard.ReadModels.Search;

namespace Superfone.Dashboard.Components.Pages.Insights.Lists;

/// <summary>The summaries of calls.</summary>
public sealed partial class SummaryList(CurrentActor who, ConversationQueries conversations, NavigationManager navigation)
{
    private WordSearch _words = WordSearch.None;

    /// <inheritdoc/>
    protected override Task LoadAsync()
    {
        _words = Query.Filter.Words;
        return base.LoadAsync();
    }

    /// <inheritdoc/>
    protected override Task<Page<CallItem>> ReadAsync(string? cursor, CancellationToken cancellation) =>
        conversations.ListSummariesAsync(who.Visibility, Query.Filter, cursor, cancellation: cancellation);

    /// <inheritdoc/>
    protected override CallItem CallOf(CallItem row) => row;

    /// <inheritdoc/>
    protected override CallItem WithCall(CallItem row, CallItem call) => call;
}
