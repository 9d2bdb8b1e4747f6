namespace Superfone.Dashboard.ReadModels.Contacts;

/// <summary>Labels as used in filters: by title or by id.</summary>
internal static class Labels
{
    /// <summary>The key by which the contacts with a label are found.</summary>
    public static string KeyOf(string label) => label.Trim().ToLowerInvariant();
}
