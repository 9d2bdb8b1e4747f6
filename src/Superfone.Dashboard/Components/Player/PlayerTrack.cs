using System.Text.Json.Serialization;
using Superfone.Dashboard.Domain.Calls;
using Superfone.Dashboard.Localization;
using Superfone.Dashboard.ReadModels.Calls;

namespace Superfone.Dashboard.Components.Player;

/// <summary>A recording as the player shows it.</summary>
/// <param name="CdrId">The call. Beyond 2⁵³ the browser's numbers miss it, so that it passes through it as text.</param>
/// <param name="Src">Where to play it, on this server.</param>
/// <param name="Title">Who was talked with.</param>
/// <param name="Note">Who talked, and when.</param>
public sealed record PlayerTrack(
    [property: JsonNumberHandling(JsonNumberHandling.AllowReadingFromString | JsonNumberHandling.WriteAsString)] long CdrId,
    string Src, string Title, string? Note)
{
    /// <summary>The file's content type.</summary>
    public string? Type { get; init; }

    /// <summary>What is known before it is played.</summary>
    [JsonIgnore]
    public Playability Playability { get; init; }

    /// <summary>Where to save it, on this server.</summary>
    public string DownloadUrl => $"{Src}?download=1";

    /// <summary>The recording of a call; <see langword="null"/> while none is stored.</summary>
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

/// <summary>How the browser's player stands.</summary>
/// <param name="Track">What it has; <see langword="null"/> while it is closed.</param>
/// <param name="IsPlaying">Whether it can be heard.</param>
/// <param name="Position">Its place in what is played back to back, from 1.</param>
/// <param name="Count">How many are played back to back.</param>
public sealed record PlayerReport(PlayerTrack? Track, bool IsPlaying, int Position, int Count)
{
    /// <summary>Why the browser plays nothing; <see langword="null"/> while nothing is wrong.</summary>
    public PlayFailure? Failure { get; init; }

    /// <summary>A player that is closed.</summary>
    public static readonly PlayerReport Closed = new(null, false, 0, 0);
}
