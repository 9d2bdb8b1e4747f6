using Microsoft.AspNetCore.Components;
using Superfone.Dashboard.Access;
using Superfone.Dashboard.ReadModels.Calls;
using Superfone.Dashboard.ReadModels.Insights;
using Superfone.Dashboard.ReadModels.Paging;
using Superfone.Dashboard.ReadModels.Search;

namespace Superfone.Dashboard.Components.Pages.Insights.Lists;

/// <summary>The sentences of all transcripts that contain the words.</summary>
public sealed partial class SpokenList(CurrentActor who, ConversationQueries conversations, NavigationManager navigation)
{
    private WordSearch _words = WordSearch.None;

    /// <inheritdoc/>
    protected override Task LoadAsync()
    {
        _words = Query.Filter.Words;
        return base.LoadAsync();
    }

    /// <inheritdoc/>
    protected override Task<Page<SpokenItem>> ReadAsync(string? cursor, CancellationToken cancellation) =>
        conversations.ListSpokenAsync(who.Visibility, Query.Filter, cursor, cancellation: cancellation);

    /// <inheritdoc/>
    protected override CallItem CallOf(SpokenItem row) => row.Call;

    /// <inheritdoc/>
    protected override SpokenItem WithCall(SpokenItem row, CallItem call) => row with { Call = call };
}
