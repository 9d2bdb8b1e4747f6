namespace Superfone.Dashboard.Storage.Views;

/// <summary>How far the log is folded into these views; the only row of its table, saved in the same transaction as the state.</summary>
public sealed class Checkpoint
{
    /// <summary>The key of the only row.</summary>
    public const int OnlyId = 1;

    /// <summary>Always <see cref="OnlyId"/>.</summary>
    public int Id { get; init; } = OnlyId;

    /// <summary>The last delivery that is folded in.</summary>
    public long DeliveryId { get; set; }

    /// <summary>The last decision that is folded in.</summary>
    public long DecisionId { get; set; }

    /// <summary>Which rebuild made these views: of two files the one with the greater number is the newer.</summary>
    public long Generation { get; set; }

    /// <summary>Which edition of the log they are computed from; see <see cref="Truth.SettingStore.LogEdition"/>.</summary>
    public long LogEdition { get; set; }

    /// <summary>Which time zone and telephone region they were computed for: <c>Asia/Kolkata IN</c>. Keys and days depend on them.</summary>
    public string MadeFor { get; set; } = "";

    /// <summary>Whether these views may be shown: a rebuild is only once it has caught up.</summary>
    public bool IsComplete { get; set; }
}
