using System.Text.RegularExpressions;

namespace Superfone.Dashboard.Configuration.Backups;

/// <summary>A place in a bucket, written as an address such as <c>s3://our-backups/office</c>.</summary>
/// <param name="Bucket">The bucket.</param>
/// <param name="Prefix">What the keys of all objects there begin with: empty, or with <c>/</c> at its end.</param>
public sealed partial record S3Address(string Bucket, string Prefix)
{
    /// <summary>What an address is, in sentences: <c>… is not a place …</c>.</summary>
    public const string Form = "a place in an S3 store such as s3://our-backups/office, which is not in a folder files, nor in recordings or read-models of the bucket";

    private const string Scheme = "s3://";

    // Where backups keep their files; whatever no backup of the place lists there is deleted.
    private const string Files = "files";

    // What the application keeps in the bucket of recordings; whatever nobody lists there is deleted.
    private static readonly string?[] Taken = ["recordings", "read-models"];

    /// <summary>Whether a text is meant as an address, and not as a folder.</summary>
    public static bool IsMeant(string text) => text.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase);

    /// <summary>Reads an address.</summary>
    /// <returns><see langword="null"/> if it is none.</returns>
    public static S3Address? Parse(string text)
    {
        var found = Address().Match(text.Trim());
        var folders = found.Groups["folder"].Captures.Select(folder => folder.Value).ToList();
        return found.Success && !folders.Any(folder => folder.All(letter => letter == '.') || folder == Files) && !Taken.Contains(folders.FirstOrDefault())
            ? new S3Address(found.Groups["bucket"].Value, string.Concat(folders.Select(folder => $"{folder}/")))
            : null;
    }

    /// <summary>The address of something there.</summary>
    /// <param name="name">Its key without the prefix.</param>
    public string Of(string name) => $"{Scheme}{Bucket}/{Prefix}{name}";

    /// <summary>The address, without <c>/</c> at its end.</summary>
    public override string ToString() => Of("").TrimEnd('/');

    [GeneratedRegex("^[sS]3://(?<bucket>[a-z0-9][a-z0-9.-]{1,61}[a-z0-9])(/(?<folder>[A-Za-z0-9_.=-]+))*/?$", RegexOptions.ExplicitCapture)]
    private static partial Regex Address();
}
