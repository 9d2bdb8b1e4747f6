namespace Superfone.Dashboard.Domain.Calls;

/// <summary>What users do about calls.</summary>
public enum CallAction
{
    /// <summary>Wrote a note.</summary>
    Note,

    /// <summary>Changed the tags.</summary>
    Tags,
}

/// <summary>The tags of calls: short texts of users, compared without regard to case.</summary>
public static class CallTags
{
    /// <summary>The maximum number of tags of a call.</summary>
    public const int Most = 20;

    /// <summary>The maximum length of a tag, in characters.</summary>
    public const int Longest = 40;

    /// <summary>The text by which a tag is found.</summary>
    public static string KeyOf(string tag) => tag.Trim().ToLowerInvariant();

    /// <summary>Tags without spaces around them, and each of them once.</summary>
    public static IReadOnlyList<string> Clean(IEnumerable<string> tags) => [.. tags.Select(tag => tag.Trim()).Where(tag => tag.Length > 0).DistinctBy(KeyOf)];

    /// <summary>What a list of tags may not be; <see langword="null"/> if it may be stored.</summary>
    /// <param name="tags">The tags, as cleaned.</param>
    /// <returns>The tag that is too long or has a line break; an empty text if there are too many.</returns>
    public static string? ProblemOf(IReadOnlyList<string> tags) =>
        tags.Count > Most ? "" : tags.FirstOrDefault(tag => tag.Length > Longest || tag.Any(char.IsControl));

    /// <summary>Tags as one text.</summary>
    /// <returns><see langword="null"/> for none.</returns>
    public static string? Write(IReadOnlyList<string> tags) => tags.Count == 0 ? null : string.Join('\n', tags);

    /// <summary>Reads the text of <see cref="Write"/>.</summary>
    public static IReadOnlyList<string> Read(string? text) => Clean(text?.Split('\n') ?? []);
}
