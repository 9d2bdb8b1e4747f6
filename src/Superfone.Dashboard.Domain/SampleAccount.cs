namespace Superfone.Dashboard.Domain;

/// <summary>
/// The account of the sample data. Its numbers and UUIDs are in ranges that contain no real ones, so that sample data can be recognised and
/// removed without being marked. Its ids may also be those of real calls.
/// </summary>
public static class SampleAccount
{
    /// <summary>The prefix of all its numbers. No number of a subscriber in India begins with 1000.</summary>
    public const string PhonePrefix = "+911000";

    /// <summary>Its Superfone number.</summary>
    public const string Number = "+911000099999";

    /// <summary>Its name.</summary>
    public const string Name = "Sample business";

    /// <summary>The lowest id of its calls, contacts and tasks, near the largest integer that is safe in JSON.</summary>
    public const long FirstId = 9_000_000_000_000_000;

    /// <summary>The prefix of its calls' UUIDs.</summary>
    public const string UuidPrefix = "5a3b1e00-da7a-";
}
