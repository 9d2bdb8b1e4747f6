using System.Globalization;
using Microsoft.AspNetCore.Components;
using Superfone.Dashboard.Components.Player;
using Superfone.Dashboard.Domain.Calls;
using Superfone.Dashboard.ReadModels.Calls;

namespace Superfone.Dashboard.Components.Pages.Calls.Detail;

/// <summary>A call's recording: to be heard, or how far it is and why.</summary>
public sealed partial class RecordingCard
{
    private bool _isRetrying;

    /// <summary>The call.</summary>
    [Parameter, EditorRequired]
    public required CallItem Call { get; set; }

    /// <summary>What was said.</summary>
    [Parameter, EditorRequired]
    public required Conversation Conversation { get; set; }

    /// <summary>Where to begin, in seconds, as a link says.</summary>
    [Parameter]
    public int? StartAt { get; set; }

    /// <summary>Whether the reader may save the file.</summary>
    [Parameter]
    public bool MayDownload { get; set; }

    /// <summary>Who has heard it.</summary>
    [Parameter]
    public IReadOnlyList<ListenItem> Listens { get; set; } = [];

    /// <summary>Downloads a failed recording at once; without it nothing is offered.</summary>
    [Parameter]
    public EventCallback OnRetry { get; set; }

    private PlayerTrack? Track => PlayerTrack.Of(Call, Display);

    // An attribute without a value is there, one without text is not.
    private string? IsStored => Track is null ? null : "";

    private int Length => Math.Max(Call.DurationSeconds ?? 0, (int)Math.Ceiling(Conversation.LengthSeconds));

    // Links name whole seconds: of a turn that begins within one, its beginning is meant.
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
