namespace Superfone.Dashboard.Storage.ReadModel;

/// <summary>Where a word may stand; a column of the full-text tables each.</summary>
[Flags]
internal enum SearchColumns
{
    /// <summary>Nowhere.</summary>
    None = 0,

    /// <summary>In names and numbers of a call.</summary>
    Who = 1,

    /// <summary>In what a call's summary says.</summary>
    Said = 2,

    /// <summary>In what a call's insights are.</summary>
    Found = 4,

    /// <summary>In what was spoken in a call.</summary>
    Spoken = 8,

    /// <summary>Anywhere in what is known of a contact.</summary>
    Contact = 16,
}
