namespace Superfone.Dashboard.Storage.ReadModel.Rows;

/// <summary>The calls with a customer's number on a business day. A day without calls has no row; marked numbers have none.</summary>
public sealed class CallerDay
{
    /// <summary>The number, as a key; see <see cref="Domain.PhoneBook"/>.</summary>
    public required string PhoneKey { get; init; }

    /// <summary>The business day: its <see cref="DateOnly.DayNumber"/>.</summary>
    public required int Day { get; init; }

    /// <summary>The number of calls, inbound or outbound.</summary>
    public required long Calls { get; init; }

    /// <summary>The number of inbound calls.</summary>
    public required long Inbound { get; init; }
}
