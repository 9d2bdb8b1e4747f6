namespace Superfone.Dashboard.Configuration.Business;

/// <summary><c>Superfone:Business</c>: whose dashboard it is. Also set on the page Settings.</summary>
public sealed class BusinessOptions
{
    /// <summary>The section's key.</summary>
    public const string Section = "Superfone:Business";

    /// <summary>The maximum length of the name, in characters: what a phone shows in one line.</summary>
    public const int LongestName = 60;

    /// <summary>The language of those for whom none is known, unless it is set.</summary>
    public const string DefaultLanguage = "en";

    /// <summary>The key of <see cref="Language"/> within the section.</summary>
    internal static readonly string LanguageKey = nameof(Language);

    /// <summary>The name of the business; <see langword="null"/> if it is not known.</summary>
    public string? Name { get; init; }

    /// <summary>The language of those who have chosen none, and whose browser asks for none that there is: a tag such as <c>hi</c>.</summary>
    public required string Language { get; init; }

    internal static BusinessOptions Read(SectionReader section) => new()
    {
        Name = section.OptionalText("Name")?.Trim(),
        Language = section.OptionalText("Language")?.Trim() ?? DefaultLanguage,
    };
}
