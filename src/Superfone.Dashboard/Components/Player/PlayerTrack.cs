using System.Text.Json.Serialization;
using Superfone.Dashboard.Domain.Calls;
using Superfone.Dashboard.Localization;
using Superfone.Dashboard.ReadModels.Calls;

namespace Superfone.Dashboard.Components.Player;

/// <summary>A recording in the player.</summary>
/// <param name="CdrId">The call. Serialized as text, because numbers in the browser are exact only up to 2⁵³.</param>
/// <param name="Src">The URL of the audio on this server.</param>
/// <param name="Title">The other party.</param>
/// <param name="Note">The agent and the time.</param>
public sealed record PlayerTrack(
    [property: JsonNumberHandling(JsonNumberHandling.AllowReadingFromString | JsonNumberHandling.WriteAsString)] long CdrId,
    string Src, string Title, string? Note)
{
    /// <summary>The file's content type.</summary>
    public string? Type { get; init; }

    /// <summary>The playability that is known before it is played.</summary>
    [JsonIgnore]
    public Playability Playability { get; init; }

    /// <summary>The URL that saves the file.</summary>
    public string DownloadUrl => $"{Src}?download=1";

    /// <summary>The track of a call's recording; <see langword="null"/> if none is stored.</summary>
    public static PlayerTrack? Of(CallItem call, Display display) => call.Recording is { Status: RecordingStatus.Stored, Url: { } url }
        ? new PlayerTrack(
            call.CdrId,
            url,
            display.NameOf(call),
            string.Join(" · ", new[] { call.Staff?.Name, call.StartedUtc is { } started ? display.DayAndTime(started) : null }.OfType<string>()))
        {
            Type = call.Recording.ContentType,
            Playability = call.Recording.Playability,
        }
        : null;
}

/// <summary>The state of the browser's player.</summary>
/// <param name="Track">The current recording; <see langword="null"/> if the player is closed.</param>
/// <param name="IsPlaying">Whether it is playing.</param>
/// <param name="Position">Its position in the queue, from 1.</param>
/// <param name="Count">The length of the queue.</param>
public sealed record PlayerReport(PlayerTrack? Track, bool IsPlaying, int Position, int Count)
{
    /// <summary>The reason why the browser cannot play; <see langword="null"/> if there is no problem.</summary>
    public PlayFailure? Failure { get; init; }

    /// <summary>The report of a closed player.</summary>
    public static readonly PlayerReport Closed = new(null, false, 0, 0);
}
