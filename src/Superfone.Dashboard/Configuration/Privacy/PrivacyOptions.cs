namespace Superfone.Dashboard.Configuration.Privacy;

/// <summary><c>Superfone:Privacy</c>: how long what is kept. Also set on the page Settings; 0 keeps for ever.</summary>
public sealed class PrivacyOptions
{
    /// <summary>The section's key.</summary>
    public const string Section = "Superfone:Privacy";

    /// <summary>The number of days after which a hidden contact is erased.</summary>
    public const int DefaultErasureDelayDays = 365;

    /// <summary>The number of days for which an erased contact is withheld, if the owner does not erase it at once.</summary>
    public required int ErasureDelayDays { get; init; }

    /// <summary>The number of days for which deliveries are kept that no state is computed from: duplicates, unrecognised and quarantined ones.</summary>
    public required int BodyDays { get; init; }

    /// <summary>The number of days for which files of recordings are kept.</summary>
    public required int RecordingDays { get; init; }

    /// <summary>The number of days for which summaries and transcripts are kept.</summary>
    public required int TranscriptDays { get; init; }

    /// <summary>The number of days without activity after which a contact is erased.</summary>
    public required int ContactDays { get; init; }

    internal static PrivacyOptions Read(SectionReader section) => new()
    {
        ErasureDelayDays = section.Int32("ErasureDelayDays", DefaultErasureDelayDays),
        BodyDays = section.Int32("BodyDays", 0),
        RecordingDays = section.Int32("RecordingDays", 0),
        TranscriptDays = section.Int32("TranscriptDays", 0),
        ContactDays = section.Int32("ContactDays", 0),
    };
}
