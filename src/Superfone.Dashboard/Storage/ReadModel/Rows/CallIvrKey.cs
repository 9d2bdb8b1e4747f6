namespace Superfone.Dashboard.Storage.ReadModel.Rows;

/// <summary>That a caller pressed a key in a menu; the key by which calls are found.</summary>
public sealed class CallIvrKey
{
    /// <summary>The menu and the key, see <see cref="Domain.Calls.IvrKey"/>.</summary>
    public required string Key { get; init; }

    /// <summary>The call's place in time, see <see cref="Domain.Calls.SortKey"/>.</summary>
    public required long SortKey { get; init; }
}
