namespace Superfone.Dashboard.Domain.Privacy;

/// <summary>The states of an erasure.</summary>
public enum ErasureState
{
    /// <summary>The person is hidden, and is erased when it is due.</summary>
    Waiting,

    /// <summary>The person is being erased.</summary>
    Running,

    /// <summary>Nothing of the person is stored.</summary>
    Done,
}
