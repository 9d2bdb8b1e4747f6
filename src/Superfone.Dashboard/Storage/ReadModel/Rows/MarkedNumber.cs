using Superfone.Dashboard.Domain;

namespace Superfone.Dashboard.Storage.ReadModel.Rows;

/// <summary>A number that people marked as not a customer's. The numbers of the staff directory are in <see cref="StaffMember"/>.</summary>
public sealed class MarkedNumber
{
    /// <summary>The number as a key, see <see cref="PhoneBook"/>.</summary>
    public required string PhoneKey { get; init; }

    /// <summary>Why it is not a customer's.</summary>
    public required NumberMark Mark { get; init; }

    /// <summary>When that was decided, UTC.</summary>
    public required DateTime AtUtc { get; init; }

    /// <summary>Who decided it.</summary>
    public required string By { get; init; }
}
