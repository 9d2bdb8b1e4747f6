using System.Reflection;
using Superfone.Dashboard.Domain.Calls;

namespace Superfone.Dashboard.Storage.ReadModel.Rows;

/// <summary>Sums of the calls of one business day, account and key. A key without calls has no row.</summary>
public sealed class CallCount
{
    /// <summary>The meaning of <see cref="Key"/>.</summary>
    public required CallCountKind Kind { get; init; }

    /// <summary>The business day of the calls: its <see cref="DateOnly.DayNumber"/>.</summary>
    public required int Day { get; init; }

    /// <summary>The Superfone number of the calls, as a key; empty if it is not known.</summary>
    public required string AccountKey { get; init; }

    /// <summary>The key that the calls have in common; see <see cref="Kind"/>.</summary>
    public required string Key { get; init; }

    /// <summary>The sums.</summary>
    public required CallFigures Figures { get; init; }

    /// <summary>The figures that have a column, named like the property.</summary>
    internal static IReadOnlyList<PropertyInfo> FigureProperties { get; } = [.. typeof(CallFigures).GetProperties().Where(property => property.CanWrite)];
}

/// <summary>The keys by which calls are counted.</summary>
public enum CallCountKind
{
    /// <summary>Nothing: all calls of the day; the key is empty.</summary>
    Day,

    /// <summary>The hour on the business's clock, <c>00</c> to <c>23</c>.</summary>
    Hour,

    /// <summary>The agent who handled the call: a number as a key, or else a name. Calls without an agent are not counted.</summary>
    Staff,

    /// <summary>The disposition, as received; empty if it is not known.</summary>
    Disposition,

    /// <summary>The key that a caller pressed in a menu; see <see cref="IvrKey"/>. A call counts once for each.</summary>
    IvrKey,
}
