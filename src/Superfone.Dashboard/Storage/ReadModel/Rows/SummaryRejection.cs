namespace Superfone.Dashboard.Storage.ReadModel.Rows;

/// <summary>A summary that a user unlinked from a call. The two are never matched by inference again.</summary>
public sealed class SummaryRejection
{
    /// <summary>The summary.</summary>
    public required string CdrUuid { get; init; }

    /// <summary>The call.</summary>
    public required long CdrId { get; init; }
}
