namespace Superfone.Dashboard.Storage.ReadModel;

/// <summary>The places in which a word occurs: the columns of the full-text tables.</summary>
[Flags]
internal enum SearchColumns
{
    /// <summary>Nowhere.</summary>
    None = 0,

    /// <summary>In the names and numbers of a call.</summary>
    Who = 1,

    /// <summary>In the summary of a call.</summary>
    Said = 2,

    /// <summary>In the insights of a call.</summary>
    Found = 4,

    /// <summary>In the transcript of a call.</summary>
    Spoken = 8,

    /// <summary>Anywhere in the text of a contact.</summary>
    Contact = 16,
}
