namespace Superfone.Dashboard.Storage.ReadModel.Rows;

/// <summary>A tag of a call, by which calls can be found.</summary>
public sealed class CallTag
{
    /// <summary>The tag as a key; see <see cref="Domain.Calls.CallTags"/>.</summary>
    public required string Key { get; init; }

    /// <summary>The sort key of the call; see <see cref="Domain.Calls.SortKey"/>.</summary>
    public required long SortKey { get; init; }
}
