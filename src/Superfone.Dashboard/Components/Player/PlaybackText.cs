using Microsoft.Extensions.Localization;
using Superfone.Dashboard.Domain.Calls;
using Superfone.Dashboard.Localization;
using Superfone.Dashboard.ReadModels.Calls;

namespace Superfone.Dashboard.Components.Player;

/// <summary>Describes why a recording cannot be heard.</summary>
public static class PlaybackText
{
    /// <summary>The problem that is known before the recording is played; <see langword="null"/> if none is known.</summary>
    public static string? PlayProblem(this IStringLocalizer text, RecordingItem recording) => recording.Playability switch
    {
        Playability.Silent => text.NameOf(PlayFailure.Silent),
        Playability.Unsupported => text["Playback.Unsupported", text.FormatOf(recording.ContentType)],
        Playability.Expected => null,
    };

    /// <summary>The attribute value that <c>js/playback.js</c> reads.</summary>
    public static string? AttributeOf(Playability playability) => playability switch
    {
        Playability.Silent => "silent",
        Playability.Unsupported => "unsupported",
        Playability.Expected => null,
    };

    private static string FormatOf(this IStringLocalizer text, string? contentType) => text[contentType switch
    {
        "audio/amr" or "audio/amr-wb" => "Playback.Amr",
        "audio/3gpp" => "Playback.ThreeGp",
        "audio/aiff" => "Playback.Aiff",
        "audio/basic" => "Playback.Au",
        "audio/x-caf" => "Playback.CoreAudio",
        "audio/x-ms-wma" => "Playback.WindowsMedia",
        "audio/wav" => "Playback.CompressedWav",
        "audio/ogg" => "Playback.Speex",
        _ => "Playback.UnknownKind",
    }];
}
