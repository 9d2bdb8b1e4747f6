namespace Superfone.Dashboard.Configuration.Mail;

/// <summary><c>Superfone:Digest</c>: when digests and weekly reports are mailed. Also set on the page Settings, which says to whom.</summary>
public sealed class DigestOptions
{
    /// <summary>The section's key.</summary>
    public const string Section = "Superfone:Digest";

    /// <summary>The time of day at which they are sent, unless it is set.</summary>
    public const string DefaultAt = "08:00";

    /// <summary>The time of day at which they are sent, in the business's time zone.</summary>
    public required TimeOnly At { get; init; }

    /// <summary>The day of the week on which weekly reports are sent.</summary>
    public required DayOfWeek Weekday { get; init; }

    /// <summary>Whether they tell of the day on which they are sent: from noon on. In the morning, they tell of the day before.</summary>
    public bool TellsOfToday => At.Hour >= 12;

    internal static DigestOptions Read(SectionReader section) => new()
    {
        At = section.TimeOfDay("At", DefaultAt),
        Weekday = Enum.Parse<DayOfWeek>(
            section.Parsed("Weekday", text => Enum.TryParse<DayOfWeek>(text.Trim(), ignoreCase: true, out var day) && Enum.IsDefined(day) ? day.ToString() : null, "which is not a day such as Monday")
            ?? nameof(DayOfWeek.Monday)),
    };
}
