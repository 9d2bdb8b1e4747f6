namespace Superfone.Dashboard.Calling;

/// <summary>Why Superfone was not told to make or end a call.</summary>
public enum DialProblem
{
    /// <summary>No key is set.</summary>
    NotSetUp,

    /// <summary>It is not known which phone is the person's.</summary>
    NoStaffPhone,

    /// <summary>The number cannot be called.</summary>
    NotCallable,

    /// <summary>A colleague is calling this missed caller.</summary>
    ColleagueIsCalling,

    /// <summary>The person has asked for too many calls within a minute.</summary>
    TooOften,

    /// <summary>Superfone does not accept the key.</summary>
    KeyRefused,

    /// <summary>Superfone does not accept one of the two numbers.</summary>
    NumberRefused,

    /// <summary>Superfone has been asked too often by this business.</summary>
    SuperfoneBusy,

    /// <summary>The app on the person's phone could not be told.</summary>
    AppNotTold,

    /// <summary>The address of the API is on a private network, or on <c>http:</c>.</summary>
    AddressNotAllowed,

    /// <summary>Superfone did not answer in time, or at all.</summary>
    NotReachable,

    /// <summary>Superfone answered something that is not documented.</summary>
    UnknownReply,

    /// <summary>Something failed here.</summary>
    Failed,
}
