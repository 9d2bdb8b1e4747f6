using System.Reflection;

namespace Superfone.Dashboard.Configuration;

/// <summary>The version of the application.</summary>
public static class ApplicationVersion
{
    // As many digits as people quote.
    private const int ShortCommit = 8;

    private const string Guides = "docs/index.md";

    private static readonly Assembly Application = typeof(ApplicationVersion).Assembly;

    /// <summary>The version and the commit from which it was built, such as <c>1.0.0+0a1b2c</c>.</summary>
    public static string Full { get; } = Application.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "0";

    /// <summary>The version alone, such as <c>1.0.0</c>.</summary>
    public static string Number { get; } = Full.Split('+')[0];

    /// <summary>The version and the beginning of the commit, which is enough to find it: <c>1.0.0+0a1b2c3d</c>.</summary>
    public static string Brief { get; } = Shorten(Full);

    /// <summary>Where the guides of this version are; <see langword="null"/> if it was built from a copy that does not know where it is from.</summary>
    public static Uri? Documentation { get; } = DocumentationOf(
        Application.GetCustomAttributes<AssemblyMetadataAttribute>().FirstOrDefault(data => data.Key == "RepositoryUrl")?.Value, Full);

    /// <summary>Shortens the commit of a version.</summary>
    internal static string Shorten(string version) =>
        version.IndexOf('+', StringComparison.Ordinal) is >= 0 and var plus && version.Length > plus + 1 + ShortCommit ? version[..(plus + 1 + ShortCommit)] : version;

    /// <summary>The address of the guides in a repository, at the commit of a version.</summary>
    internal static Uri? DocumentationOf(string? repository, string version) =>
        version.Split('+', 2) is [_, var commit] && Uri.TryCreate(repository, UriKind.Absolute, out var address) && address is { Scheme: "https", UserInfo: "" }
            ? new Uri($"{(repository.EndsWith(".git", StringComparison.Ordinal) ? repository[..^4] : repository.TrimEnd('/'))}/blob/{commit}/{Guides}")
            : null;
}
