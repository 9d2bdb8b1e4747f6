using Superfone.Dashboard.Domain.Calls;
using Superfone.Dashboard.ReadModels.Calls;

namespace Superfone.Dashboard.Components.Player;

/// <summary>Says what keeps a recording from being heard.</summary>
public static class PlaybackText
{
    /// <summary>Why pressing Listen did not help.</summary>
    public static string Of(PlayFailure failure) => failure switch
    {
        PlayFailure.Silent => "There is no sound in it.",
        PlayFailure.Unreachable => "It could not be loaded. Try again.",
        _ => "This browser cannot play it.",
    };

    /// <summary>What is known before anybody presses Listen; <see langword="null"/> where nothing speaks against it.</summary>
    public static string? Of(RecordingItem recording) => recording.Playability switch
    {
        Playability.Silent => Of(PlayFailure.Silent),
        Playability.Unsupported => $"{FormatOf(recording.ContentType)}. Most browsers cannot play it.",
        _ => null,
    };

    /// <summary>How <c>js/playback.js</c> is told.</summary>
    public static string? AttributeOf(Playability playability) => playability switch
    {
        Playability.Silent => "silent",
        Playability.Unsupported => "unsupported",
        _ => null,
    };

    private static string FormatOf(string? contentType) => contentType switch
    {
        "audio/amr" or "audio/amr-wb" => "An AMR file",
        "audio/3gpp" => "A 3GP file with AMR sound",
        "audio/aiff" => "An AIFF file",
        "audio/basic" => "An AU file",
        "audio/x-caf" => "A Core Audio file",
        "audio/x-ms-wma" => "A Windows Media file",
        "audio/wav" => "A WAV file in a compressed format",
        "audio/ogg" => "A Speex file",
        _ => "A file of an unknown kind",
    };
}
