using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Superfone.Dashboard.ReadModels.Paging;

namespace Superfone.Dashboard.Api;

/// <summary>The requested page of a list.</summary>
public sealed record PageParameters
{
    /// <summary>The maximum number of items to return, 1 to 200.</summary>
    [Range(1, PageSize.Max), DefaultValue(PageSize.Default)]
    public int Limit { get; init; } = PageSize.Default;

    /// <summary>The <c>nextCursor</c> of the previous page.</summary>
    public string? Cursor { get; init; }
}
