using System.Globalization;
using Microsoft.AspNetCore.Components;
using Superfone.Dashboard.Components.Player;
using Superfone.Dashboard.Domain.Calls;
using Superfone.Dashboard.ReadModels.Calls;

namespace Superfone.Dashboard.Components.Pages.Calls.Detail;

/// <summary>A call's recording with its player, or the state of its download.</summary>
public sealed partial class RecordingCard
{
    private bool _isRetrying;

    /// <summary>The call.</summary>
    [Parameter, EditorRequired]
    public required CallItem Call { get; set; }

    /// <summary>The conversation.</summary>
    [Parameter, EditorRequired]
    public required Conversation Conversation { get; set; }

    /// <summary>The position at which to begin, in seconds, given by a link.</summary>
    [Parameter]
    public int? StartAt { get; set; }

    /// <summary>Whether the reader may save the file.</summary>
    [Parameter]
    public bool MayDownload { get; set; }

    /// <summary>The users who have heard it.</summary>
    [Parameter]
    public IReadOnlyList<ListenItem> Listens { get; set; } = [];

    /// <summary>Downloads a failed recording at once; if not set, no button is shown.</summary>
    [Parameter]
    public EventCallback OnRetry { get; set; }

    private PlayerTrack? Track => PlayerTrack.Of(Call, Display);

    // Blazor renders an empty attribute for "", and none for null.
    private string? IsStored => Track is null ? null : "";

    private int Length => Math.Max(Call.DurationSeconds ?? 0, (int)Math.Ceiling(Conversation.LengthSeconds));

    // Links name whole seconds; if a turn begins within that second, play from its beginning.
    private string? Place => StartAt is { } second
        ? (Conversation.Turns.FirstOrDefault(turn => (int?)turn.Start == second)?.Start ?? second).ToString(CultureInfo.InvariantCulture)
        : null;

    private async Task RetryAsync()
    {
        _isRetrying = true;
        await OnRetry.InvokeAsync();
        _isRetrying = false;
    }
}
