namespace Superfone.Dashboard.Access.Sessions;

/// <summary>Names browsers by their <c>User-Agent</c> header, well enough to recognize one's own.</summary>
public static class Browsers
{
    // Browsers name those that they are compatible with too, so the order matters.
    private static readonly (string Token, string Name)[] Programs =
        [("Edg", "Edge"), ("OPR/", "Opera"), ("SamsungBrowser", "Samsung Internet"), ("Firefox/", "Firefox"), ("FxiOS", "Firefox"), ("Chrome/", "Chrome"), ("CriOS", "Chrome"), ("Safari/", "Safari")];

    private static readonly (string Token, string Name)[] Systems =
        [("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Windows", "Windows"), ("Mac OS X", "macOS"), ("Linux", "Linux")];

    /// <summary>The name, such as <c>Chrome · Android</c>; <see langword="null"/> if it is not known.</summary>
    public static string? NameOf(string? header)
    {
        var names = new[] { Find(Programs, header), Find(Systems, header) }.OfType<string>().ToList();
        return names.Count == 0 ? null : string.Join(" · ", names);
    }

    private static string? Find((string Token, string Name)[] known, string? header) =>
        known.FirstOrDefault(one => header?.Contains(one.Token, StringComparison.Ordinal) == true).Name;
}
