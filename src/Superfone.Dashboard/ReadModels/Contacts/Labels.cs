using System.Globalization;
using Superfone.Events;

namespace Superfone.Dashboard.ReadModels.Contacts;

/// <summary>Labels as used in filters: by title or by id.</summary>
internal static class Labels
{
    /// <summary>The key by which the contacts with a label are found.</summary>
    public static string KeyOf(string label) => label.Trim().ToLowerInvariant();

    /// <summary>Whether one of some labels is the one that is sought.</summary>
    /// <param name="labels">The labels of a contact.</param>
    /// <param name="sought">The title or id.</param>
    public static bool Contain(IReadOnlyList<Titled> labels, string sought)
    {
        var key = KeyOf(sought);
        return labels.Any(label => KeyOf(label.Title ?? "") == key || label.Id?.ToString(CultureInfo.InvariantCulture) == key);
    }
}
