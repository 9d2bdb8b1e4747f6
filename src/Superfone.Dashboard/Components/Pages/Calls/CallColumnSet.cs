namespace Superfone.Dashboard.Components.Pages.Calls;

/// <summary>What a list of calls can show of each, besides who it was with, when, and what to do.</summary>
public enum CallColumn
{
    /// <summary>Which way it went.</summary>
    Direction,

    /// <summary>What became of it.</summary>
    Result,

    /// <summary>Who handled it.</summary>
    Agent,

    /// <summary>The Superfone number that it went through.</summary>
    Account,

    /// <summary>How long it rang.</summary>
    Rang,

    /// <summary>How long it was talked.</summary>
    Talked,

    /// <summary>Labels of its contact.</summary>
    Labels,

    /// <summary>Business of its contact.</summary>
    Business,

    /// <summary>What was said, in a line of its own.</summary>
    Summary,
}

/// <summary>Which columns a list of calls shows.</summary>
public sealed record CallColumnSet
{
    private readonly int _bits;

    private CallColumnSet(int bits) => _bits = bits;

    /// <summary>The columns where none were chosen.</summary>
    public static CallColumnSet Default { get; } =
        Of([CallColumn.Direction, CallColumn.Result, CallColumn.Agent, CallColumn.Talked, CallColumn.Labels, CallColumn.Summary]);

    /// <summary>The widths as a grid's columns.</summary>
    public string Template => string.Join(' ', Enum.GetValues<CallColumn>().Where(Has).Select(WidthOf).OfType<string>());

    /// <summary>Some columns.</summary>
    public static CallColumnSet Of(IEnumerable<CallColumn> columns) => new(columns.Aggregate(0, (bits, column) => bits | (1 << (int)column)));

    /// <summary>Reads what <see cref="ToString"/> wrote; names that are not known any more are left out.</summary>
    public static CallColumnSet Parse(string text) => Of(text.Split(' ', StringSplitOptions.RemoveEmptyEntries)
        .Where(name => Enum.TryParse<CallColumn>(name, out _)).Select(Enum.Parse<CallColumn>));

    /// <summary>What a column is called.</summary>
    public static string NameOf(CallColumn column) => column == CallColumn.Account ? "Superfone number" : column.ToString();

    /// <summary>Whether a column is shown.</summary>
    public bool Has(CallColumn column) => (_bits & (1 << (int)column)) != 0;

    /// <summary>The same, but with a column shown that was not, or the other way round.</summary>
    public CallColumnSet Toggle(CallColumn column) => new(_bits ^ (1 << (int)column));

    /// <inheritdoc/>
    public override string ToString() => string.Join(' ', Enum.GetValues<CallColumn>().Where(Has));

    private static string? WidthOf(CallColumn column) => column switch
    {
        CallColumn.Direction => "104px",
        CallColumn.Account => "144px",
        CallColumn.Rang or CallColumn.Talked => "72px",
        CallColumn.Summary => null,
        CallColumn.Result or CallColumn.Agent or CallColumn.Labels or CallColumn.Business => "minmax(0, 2fr)",
    };
}
