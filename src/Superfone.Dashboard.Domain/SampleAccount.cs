namespace Superfone.Dashboard.Domain;

/// <summary>
/// The account of the sample data. Its numbers and UUIDs lie where no real ones do, so that what is about it can be told apart, and
/// taken out, without a mark of its own; its ids may be those of real calls as well.
/// </summary>
public static class SampleAccount
{
    /// <summary>All its numbers begin with it. No subscriber in India has a number that begins with 1000.</summary>
    public const string PhonePrefix = "+911000";

    /// <summary>Its Superfone number.</summary>
    public const string Number = "+911000099999";

    /// <summary>Its name.</summary>
    public const string Name = "Sample business";

    /// <summary>Its calls, contacts and tasks have this id or a greater one: near the greatest whole number that JSON carries safely.</summary>
    public const long FirstId = 9_000_000_000_000_000;

    /// <summary>Its calls' UUIDs begin with it.</summary>
    public const string UuidPrefix = "5a3b1e00-da7a-";
}
