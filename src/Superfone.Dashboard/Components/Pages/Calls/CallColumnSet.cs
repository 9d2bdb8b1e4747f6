namespace Superfone.Dashboard.Components.Pages.Calls;

/// <summary>The columns that a list of calls can show besides the person, the time and the actions.</summary>
public enum CallColumn
{
    /// <summary>Inbound or outbound.</summary>
    Direction,

    /// <summary>The result of the call.</summary>
    Result,

    /// <summary>The agent who handled it.</summary>
    Agent,

    /// <summary>The Superfone number that it went through.</summary>
    Account,

    /// <summary>The ringing time.</summary>
    Rang,

    /// <summary>The talk time.</summary>
    Talked,

    /// <summary>The labels of its contact.</summary>
    Labels,

    /// <summary>The business of its contact.</summary>
    Business,

    /// <summary>The summary, on a line of its own.</summary>
    Summary,
}

/// <summary>The columns that a list of calls shows.</summary>
public sealed record CallColumnSet
{
    private readonly int _bits;

    private CallColumnSet(int bits) => _bits = bits;

    /// <summary>The columns shown until the reader chooses others.</summary>
    public static CallColumnSet Default { get; } =
        Of([CallColumn.Direction, CallColumn.Result, CallColumn.Agent, CallColumn.Talked, CallColumn.Labels, CallColumn.Summary]);

    /// <summary>The widths, as CSS grid columns.</summary>
    public string Template => string.Join(' ', Enum.GetValues<CallColumn>().Where(Has).Select(WidthOf).OfType<string>());

    /// <summary>A set of columns.</summary>
    public static CallColumnSet Of(IEnumerable<CallColumn> columns) => new(columns.Aggregate(0, (bits, column) => bits | (1 << (int)column)));

    /// <summary>Reads the text written by <see cref="ToString"/>; unknown names are ignored.</summary>
    public static CallColumnSet Parse(string text) => Of(text.Split(' ', StringSplitOptions.RemoveEmptyEntries)
        .Where(name => Enum.TryParse<CallColumn>(name, out _)).Select(Enum.Parse<CallColumn>));

    /// <summary>Whether a column is shown.</summary>
    public bool Has(CallColumn column) => (_bits & (1 << (int)column)) != 0;

    /// <summary>The same set with one column added, or removed if it was in it.</summary>
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
