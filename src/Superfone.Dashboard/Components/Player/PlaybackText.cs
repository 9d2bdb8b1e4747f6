using Microsoft.Extensions.Localization;
using Superfone.Dashboard.Domain.Calls;
using Superfone.Dashboard.Localization;
using Superfone.Dashboard.ReadModels.Calls;

namespace Superfone.Dashboard.Components.Player;

/// <summary>Says what keeps a recording from being heard.</summary>
public static class PlaybackText
{
    /// <summary>What is known before anybody presses Listen; <see langword="null"/> where nothing speaks against it.</summary>
    public static string? PlayProblem(this IStringLocalizer text, RecordingItem recording) => recording.Playability switch
    {
        Playability.Silent => text.NameOf(PlayFailure.Silent),
        Playability.Unsupported => text["Playback.Unsupported", text.FormatOf(recording.ContentType)],
        Playability.Expected => null,
    };

    /// <summary>How <c>js/playback.js</c> is told.</summary>
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
