using System.ComponentModel.DataAnnotations;
using Superfone.Dashboard.ReadModels.Paging;

namespace Superfone.Dashboard.Api;

/// <summary>Which part of a list is asked for.</summary>
public sealed record PageParameters
{
    /// <summary>How many items at most, 1 to 200.</summary>
    [Range(1, PageSize.Max)]
    public int Limit { get; init; } = PageSize.Default;

    /// <summary>Where to begin: the <c>nextCursor</c> of the part before.</summary>
    public string? Cursor { get; init; }
}
