namespace Superfone.Dashboard.Domain;

/// <summary>Why a number is not a customer's. Calls with such a number are left out of rates, and nobody has to call it back.</summary>
public enum NumberMark
{
    /// <summary>A person of the business. Numbers in the staff directory have this mark.</summary>
    Staff = 0,

    /// <summary>A supplier or a service.</summary>
    Vendor = 1,

    /// <summary>Unwanted calls.</summary>
    Spam = 2,
}

/// <summary>What people decided about a number.</summary>
/// <param name="Mark">Why it is not a customer's.</param>
/// <param name="AtUtc">When they decided it, UTC.</param>
/// <param name="By">Who decided it.</param>
public sealed record MarkDecision(NumberMark Mark, DateTime AtUtc, string By);
