namespace Superfone.Dashboard.Storage.ReadModel.Rows;

/// <summary>A key that a caller pressed in a menu, by which calls can be found.</summary>
public sealed class CallIvrKey
{
    /// <summary>The menu and the key; see <see cref="Domain.Calls.IvrKey"/>.</summary>
    public required string Key { get; init; }

    /// <summary>The sort key of the call; see <see cref="Domain.Calls.SortKey"/>.</summary>
    public required long SortKey { get; init; }
}
